"""隠した事項の表示 — asked for with a reason, granted for five minutes, seen by the person."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kyosai.doors.back_office.holders import looks, search

REASONS = (
    ("加入の審査", "加入の審査"),
    ("本人からの問い合わせへの回答", "本人からの問い合わせへの回答"),
    ("引き落としの結果の確認", "引き落としの結果の確認"),
    ("苦情の調査", "苦情の調査"),
)


class Reason(forms.Form):
    """Why masked particulars are wanted."""

    reason = forms.ChoiceField(
        label="表示する理由",
        choices=[("", "選んでください"), *REASONS],
        error_messages={"required": "表示する理由を選んでください。"},
    )
    words = forms.CharField(
        label="くわしい理由（書かなくてもかまいません）", max_length=120, required=False
    )

    def why(self) -> str:
        """Return the reason as it is written down."""
        answers = self.cleaned_data
        return "：".join(text for text in (answers["reason"], answers["words"]) if text)


def of_contract(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why; then show the contract's page with everything on it."""
    found = search.found(request, number)
    what = "氏名・住所・口座（隠していた事項）"
    after = reverse("back_office:contract", args=[number])
    return asked(request, number=number, party=found.party, what=what, after=after)


def asked(request: HttpRequest, *, number: str, party: UUID, what: str, after: str) -> HttpResponse:
    """Ask for the reason, write it down, and show for five minutes."""
    form = Reason(request.POST or None)
    if form.is_valid():
        looks.unmask(request, party=party, what=what, why=form.why())
        return redirect(after)
    page = {"form": form, "number": number, "after": after}
    return render(request, "back_office/holders/unmask.html", page)

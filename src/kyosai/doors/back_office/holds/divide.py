"""差し止めた支払を分ける画面 — who gets how much, proposed by one and agreed to by another."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.holders import looks
from kyosai.doors.back_office.holds import desk
from kyosai.procedures.barring import divide
from kyosai.procedures.barring.divide import Payable
from kyosai.procedures.barring.enter import NoWords
from kyosai.records.holds import reads as holds
from kyosai.records.payments import sending
from kyosai.records.payments.sending import Waiting

NUMBER = re.compile(r"P-[0-9]{8}-[0-9]{2}")
PAGE = "back_office/holds/divide.html"
ACCOUNT = tuple(Payable.__dataclass_fields__)


def _digits(label: str, length: int) -> forms.RegexField:
    wrong = {"invalid": f"{label}は{length}桁の数字です。"}
    return forms.RegexField(
        rf"^[0-9]{{{length}}}$", label=label, required=False, error_messages=wrong
    )


class Proposal(forms.Form):
    """So much to the claimant, into this account, and why."""

    to_claimant = forms.IntegerField(
        label="債権者などに払う額（円）",
        help_text="残りは、ご本人の口座に振り込みます。",
        min_value=0,
        max_value=10**12,
        error_messages={"required": "金額を円で入れてください。"},
    )
    bank_code = _digits("金融機関コード", 4)
    bank_name = forms.CharField(label="金融機関名", max_length=60, required=False)
    branch_code = _digits("支店コード", 3)
    branch_name = forms.CharField(label="支店名", max_length=60, required=False)
    account_kind = forms.ChoiceField(label="預金の種類", choices=[("1", "普通"), ("2", "当座")])
    account_number = _digits("口座番号", 7)
    holder_kana = forms.CharField(label="口座の名義（カナ）", max_length=60, required=False)
    why = forms.CharField(
        label="そう分ける理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NoWords.reason},
    )

    def account(self) -> Payable | None:
        """Return the claimant's account, if one was given whole."""
        given = {name: self.cleaned_data.get(name, "") for name in ACCOUNT}
        return Payable(**given) if all(given.values()) else None


def propose(request: HttpRequest, number: str) -> HttpResponse:
    """起案 — show the payment and ask how it is to be divided."""
    payment = _stopped(request, number)
    desk.insist(request)
    form = Proposal(request.POST or None, initial=_usual(payment))
    if form.is_valid():
        try:
            divide.propose(
                number,
                to_claimant=Yen(form.cleaned_data["to_claimant"]),
                account=form.account(),
                officer=request.user.get_username(),
                why=form.cleaned_data["why"],
                at=today.now(),
            )
        except Refused as refusal:
            wall.note(request, what=f"支払を分ける {number}", why=refusal.reason)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            return redirect("back_office:hold", _hold(payment))
    page = {
        "form": form,
        "number": number,
        "purpose": payment.purpose,
        "yen": words.yen(payment.amount.amount),
        "hold": _hold(payment),
    }
    return render(request, PAGE, page, status=409 if form.is_bound else 200)


@require_POST
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — the second officer agrees to the division on the page."""
    payment = _stopped(request, number)
    desk.insist(request)
    hold = _hold(payment)
    try:
        division = UUID(request.POST.get("division", ""))
        divide.decide(
            number, division=division, officer=request.user.get_username(), at=today.now()
        )
    except ValueError as nothing:
        raise Http404 from nothing
    except Refused as refusal:
        wall.note(request, what=f"支払を分ける {number}", why=refusal.reason)
        page = {"hold": hold, "number": number, "refusal": refusal.reason}
        return render(request, "back_office/holds/refused.html", page, status=409)
    return redirect("back_office:hold", hold)


def _stopped(request: HttpRequest, number: str) -> Waiting:
    payment = sending.of_number(number) if NUMBER.fullmatch(number) else None
    if payment is None or not holds.standing(payment.contract):
        raise Http404
    wall.insist(request, payment.scheme, what=f"支払 {number}")
    looks.note(request, party=payment.party, what=f"支払 {number}", why="差し止めた支払の確認")
    return payment


def _hold(payment: Waiting) -> UUID:
    return holds.standing(payment.contract)[0].id


def _usual(payment: Waiting) -> dict[str, Any]:
    """Return what the paper says, as far as the payment reaches."""
    found = holds.standing(payment.contract)
    claimed = found[0].claimed if len(found) == 1 else None
    return {"to_claimant": min(claimed, payment.amount).amount} if claimed else {}

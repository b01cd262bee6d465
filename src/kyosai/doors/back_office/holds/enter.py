"""差し止めを記録する画面 — one form for what a paper says, with its picture."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall
from kyosai.doors.back_office.holders import looks, search
from kyosai.doors.back_office.holds import desk
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.procedures.barring import enter
from kyosai.procedures.barring.enter import Served
from kyosai.records.holds.reads import KINDS

PAGE = "back_office/holds/enter.html"


class Paper(forms.Form):
    """What the paper says."""

    kind = forms.ChoiceField(
        label="書類の種類",
        choices=[("", "選んでください"), *KINDS.items()],
        error_messages={"required": "書類の種類を選んでください。"},
    )
    claimant = forms.CharField(
        label="裁判所・債権者などの名前", max_length=100,
        error_messages={"required": enter.NotSaid.reason},
    )  # fmt: skip
    reference = forms.CharField(
        label="事件番号・文書番号", max_length=60,
        error_messages={"required": enter.NotSaid.reason},
    )  # fmt: skip
    served_on = day_field("送達の日")
    claimed = forms.IntegerField(
        label="差し押さえた額（円）",
        help_text="管理人・清算人や破産のときは、空にできます。",
        min_value=1,
        max_value=10**12,
        required=False,
        error_messages={"invalid": "金額を数字で入れてください。"},
    )
    paper = forms.FileField(
        label="書類の画像（PDF・JPEG・PNG）", error_messages={"required": enter.NoPaper.reason}
    )


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what the paper says, and write it down; nothing leaves from then on."""
    contract = search.found(request, number)
    desk.insist(request)
    looks.note(request, party=contract.party, what=f"契約 {number}", why="差し止めの記録")
    form = Paper(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            hold = enter.enter(
                number,
                _served(form.cleaned_data),
                officer=request.user.get_username(),
                at=today.now(),
            )
        except Refused as refusal:
            wall.note(request, what=f"差し止め 契約 {number}", why=refusal.reason)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            return redirect("back_office:hold", hold)
    status = 409 if form.is_bound else 200
    return render(request, PAGE, {"contract": contract, "form": form}, status=status)


def _served(told: dict[str, Any]) -> Served:
    file: Any = told["paper"]
    too_large = (file.size or 0) > enter.LARGEST
    return Served(
        kind=told["kind"],
        claimant=told["claimant"],
        reference=told["reference"],
        served_on=told["served_on"],
        claimed=Yen(told["claimed"]) if told["claimed"] else None,
        paper=b"" if too_large else file.read(),
        filename=file.name or "",
    )

"""即時振込の枠 — one of the treasury proposes how much may leave at once, another approves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.procedures.payment import frame
from kyosai.records.officers import reads as officers
from kyosai.records.payments import frames
from kyosai.records.payments.frames import Standing
from kyosai.reports import accounts

PAGE = "back_office/payments/frames.html"
AMOUNT = {"required": "金額を円で入れてください。", "invalid": "金額を数字で入れてください。"}


class Proposal(forms.Form):
    """How much may leave each day of a period, and each time."""

    scheme = forms.ChoiceField(label="制度", choices=list(accounts.SCHEMES.items()))
    since = day_field("いつから")
    until = day_field("いつまで")
    a_day = forms.IntegerField(
        label="1日の上限（円）", min_value=1, max_value=10**12, error_messages=AMOUNT
    )
    each = forms.IntegerField(
        label="1件の上限（円）", min_value=1, max_value=10**12, error_messages=AMOUNT
    )


def show(request: HttpRequest) -> HttpResponse:
    """Show the frames that stand or wait, and a form for another."""
    return render(request, PAGE, _page(request, Proposal(initial=_usual())))


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """起案 — nothing leaves by it before somebody else has approved it."""
    form = Proposal(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _page(request, form), status=409)
    given = form.cleaned_data
    try:
        frame.propose(
            given["scheme"],
            since=given["since"],
            until=given["until"],
            a_day=Yen(given["a_day"]),
            each=Yen(given["each"]),
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        return _refused(request, refusal, form=form, what="即時振込の枠の起案")
    return redirect("back_office:frames")


@require_POST
def approve_frame(request: HttpRequest, frame_id: UUID) -> HttpResponse:
    """承認 — somebody else's proposal."""
    try:
        frame.approve(frame_id, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        form = Proposal(initial=_usual())
        return _refused(request, refusal, form=form, what="即時振込の枠の承認")
    return redirect("back_office:frames")


def _refused(request: HttpRequest, refusal: Refused, *, form: Proposal, what: str) -> HttpResponse:
    wall.note(request, what=what, why=refusal.reason)
    page = _page(request, form) | {"refusal": refusal.reason}
    return render(request, PAGE, page, status=409)


def _usual() -> dict[str, Any]:
    a_day, each = frame.usual()
    since = today.today()
    until = since + timedelta(days=frame.longest())
    return {"since": since, "until": until, "a_day": a_day.amount, "each": each.amount}


def _page(request: HttpRequest, form: Proposal) -> dict[str, Any]:
    names, me = officers.names(), request.user.get_username()
    may = officers.may(request.user, "files.approve")
    lines = [
        _line(each, names) | {"may_approve": may and me != each.proposed_by}
        for each in frames.standing(since=today.today())
    ]
    return {"lines": lines, "form": form, "may_propose": may}


def _line(standing: Standing, names: dict[str, str]) -> dict[str, Any]:
    is_today = standing.since <= today.today() <= standing.until
    return {
        "id": standing.id,
        "key": standing.scheme,
        "state": "waiting" if not standing.approved_by else "open" if is_today else "later",
        "scheme": accounts.SCHEMES.get(standing.scheme, standing.scheme),
        "since": words.on(standing.since),
        "until": words.on(standing.until),
        "a_day": words.yen(standing.a_day.amount),
        "each": words.yen(standing.each.amount),
        "proposed_by": names.get(standing.proposed_by, standing.proposed_by),
        "approved_by": names.get(standing.approved_by, standing.approved_by),
    }

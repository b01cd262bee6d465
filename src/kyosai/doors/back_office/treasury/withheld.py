"""預かった税 — month by month what was kept back, by when it goes where, and what was paid when."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.withholding import hand_over, offices
from kyosai.procedures.withholding.hand_over import Owed
from kyosai.records.ledger import reads as ledger
from kyosai.records.payments import overview, timeline
from kyosai.records.payments.timeline import Turn
from kyosai.reports import accounts
from kyosai.schemes import both

KEY = re.compile(r"[a-z-]+:[a-z]+:[0-9]{4}-[0-9]{2}")


def show_all(request: HttpRequest) -> HttpResponse:
    """Show every month's taxes, the newest first, beside what the journal still holds."""
    owed = hand_over.all_of()
    page = {
        "lines": [_line(each) for each in reversed(owed)],
        "schemes": [_held(scheme, owed) for scheme in both.SCHEMES],
    }
    return render(request, "back_office/treasury/withheld.html", page)


def statement(request: HttpRequest, key: str) -> HttpResponse:
    """納付書の控え — the paper of a tax that was ordered."""
    found = [each for each in hand_over.all_of() if each.key == key] if KEY.fullmatch(key) else []
    kept = hand_over.paper(found[0], at=today.now()) if found else None
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.content, content_type=kept.media)
    answer.headers["Content-Disposition"] = 'inline; filename="statement.pdf"'
    return answer


def _line(owed: Owed) -> dict[str, Any]:
    turn = timeline.under(owed.key)
    return {
        "key": owed.key,
        "scheme": accounts.SCHEMES[owed.scheme],
        "month": words.month(owed.month.first_day),
        "name": owed.name,
        "office": offices.told(owed.tax)["name"],
        "yen": words.yen(owed.amount.amount),
        "due_on": words.on(owed.due_on),
        "payment": turn.number if turn else "",
        "state": turn.words if turn else "月が終わってから準備します",
        "paid": _paid(turn),
    }


def _paid(turn: Turn | None) -> str:
    """Return when the office was paid; nothing until it was."""
    steps = overview.steps(turn.number) if turn and turn.state == "paid" else []
    return next((words.at(at) for name, at in steps if name == overview.NAMES["paid"]), "")


def _held(scheme: str, owed: list[Owed]) -> dict[str, Any]:
    """Compare what the journal holds back with the taxes nobody has ordered yet."""
    names = {f"withheld_tax:{scheme}"}
    held = -sum(each.difference.amount for each in ledger.balances() if each.account in names)
    waiting = sum(
        each.amount.amount
        for each in owed
        if each.scheme == scheme and timeline.under(each.key) is None
    )
    return {
        "name": accounts.SCHEMES[scheme],
        "held": words.yen(held),
        "waiting": words.yen(waiting),
        "is_even": held == waiting,
    }

"""作業箱 — the open cases of an officer's desk, the earliest promise first."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.casework import reads as casework
from kyosai.casework.deadlines import NAMES
from kyosai.casework.reads import Waiting
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.cases import flows
from kyosai.records.officers import reads as officers
from kyosai.records.officers.duties import DESKS
from kyosai.reports import audit

SOON = 24  # hours


def work_box(request: HttpRequest) -> HttpResponse:
    """Show the desk's queue of the officer's schemes; the auditor sees those of every desk."""
    desk = officers.known(request.user).desk
    desks = [d for d in DESKS if d != "audit"] if desk == "audit" else [desk]
    page = {"boxes": [_box(request, each) for each in desks]}
    return render(request, "back_office/cases/box.html", page)


def _box(request: HttpRequest, desk: str) -> dict[str, Any]:
    now, names = today.now(), officers.names()
    found = casework.queue(desk, at=now, without=wall.behind(request))
    waiting = _together(wall.let_through(request, found))
    sizes = Counter(case.group for case in waiting if case.group)
    entries = casework.last_entries([case.number for case in waiting])
    return {
        "name": DESKS[desk],
        "late": sum(case.hours_left < 0 for case in waiting),
        "lines": [
            _line(case, why=audit.reason(entries[case.number]), now=now, names=names)
            | {"same": sizes[case.group] if sizes[case.group] > 1 else 0}
            for case in waiting
        ],
    }


def _together(waiting: list[Waiting]) -> list[Waiting]:
    """Return the cases by their promise, those about one failure side by side."""
    first: dict[str, datetime] = {}
    for case in waiting:  # the earliest promise of each group comes first
        first.setdefault(case.group or case.number, case.due_at)
    return sorted(
        waiting,
        key=lambda case: (first[case.group or case.number], case.group, case.due_at, case.number),
    )


def _line(case: Waiting, *, why: str, now: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        "number": case.number,
        "title": flows.of(case).title,
        "step": flows.step_name(case),
        "why": why,
        "received": words.at(case.received_at),
        "age": words.stretch(now - case.received_at),
        "due": words.at(case.due_at),
        "left": words.left(case.due_at, now=now),
        "tone": "bad" if case.due_at < now else "warn" if case.hours_left < SOON else "calm",
        "held_by": names.get(case.held_by, case.held_by),
        "pause": NAMES.get(case.pause, ""),
    }

"""案件の画面 — what was sent, what the rules found, the evidence, the file, and the decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.cases import (
    account,
    borrowed,
    choices,
    death,
    evidence,
    filing,
    findings,
    flows,
    worth,
)
from kyosai.doors.back_office.holders import looks, particulars
from kyosai.doors.back_office.lending import told as lending
from kyosai.doors.back_office.listing import matches
from kyosai.procedures.paper.flow import FORM
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.officers import reads as officers
from kyosai.reports import audit


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case; the look is written down first."""
    case = flows.seen(request, number)
    if case.flow == FORM.name:
        return redirect("back_office:paper", number)
    looks.note(request, party=case.subject, what=f"案件 {number}", why="手続きの確認")
    return render(request, "back_office/cases/case.html", about(request, case))


def about(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return everything the page of a case shows."""
    file = casework.file(case.number)
    until = looks.unmasked_until(request, case.subject)
    may_see_person = case.subject.int != 0 and officers.may(request.user, "holders.see")
    return {
        "case": case,
        "title": flows.of(case).title,
        "step": flows.step_name(case),
        "promise": _promise(case),
        "received": words.at(case.received_at),
        "closed": words.at(case.closed_at) if case.is_closed else "",
        "person": particulars.rows(request, case.subject) if may_see_person else [],
        "filing": _filing(case, unmasked=until is not None),
        "borrowing": borrowed.limit(case) if may_see_person else {},
        "is_filed": case.flow not in flows.QUERIES,
        "death": death.of(case, unmasked=until is not None)
        if officers.may(request.user, "holders.see")
        else {},
        "worth": worth.of(case) if may_see_person else {},
        "findings": findings.lines(file, with_facts=until is not None),
        "rules": findings.rules(file),
        "file": told(case),
        "unmasked_until": until,
        "evidence": evidence.of(case) if until else [],
        "evidence_count": len(filing.attachments(filing.of(case))),
        "contracts": _held(request, case) if may_see_person else [],
        "can": choices.open_to(request.user, case),
        "proposal": choices.proposal(case),
        "match": matches.of(request.user, case, unmasked=until is not None),
        "loan": lending.about(request.user, case),
        "account_read": account.as_read(case, unmasked=until is not None),
    }


def _held(request: HttpRequest, case: Case) -> list[Standing]:
    return wall.held(request, contracts.of_party(case.subject))


def _filing(case: Case, *, unmasked: bool) -> list[tuple[str, str]]:
    if case.flow in flows.QUERIES:
        return filing.about_debit(case)
    return filing.rows(filing.of(case), unmasked=unmasked)


def _promise(case: Case) -> dict[str, str]:
    now = case.closed_at or today.now()
    return {
        "due": words.at(case.due_at),
        "left": words.left(case.due_at, now=now),
        "tone": "bad" if now > case.due_at else "calm",
    }


def told(case: Case) -> list[dict[str, str]]:
    """Return the file of a case, line by line."""
    names = officers.names()
    return [
        {
            "at": words.at(entry.at),
            "who": names.get(entry.officer, entry.officer) or audit.BY_RULE,
            "outcome": audit.outcome(entry),
            "words": audit.reason(entry),
        }
        for entry in casework.file(case.number)
    ]

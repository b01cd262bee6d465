"""返戻 — letters that came back, whom nothing reaches, and files that could not be read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.casework import reads as casework
from kyosai.doors.back_office import wall, words
from kyosai.formats.print_answers import REASONS
from kyosai.procedures.letters.flow import CONTACT_REPAIR
from kyosai.records.contracts import reads as contracts
from kyosai.records.letters import reads as letters
from kyosai.records.letters.writes import number

SHOWN = 100


def show(request: HttpRequest) -> HttpResponse:
    """Show what came back, and what becomes of it."""
    found = letters.returned(SHOWN)
    schemes = contracts.schemes([each["letter__contract_id"] or "" for each in found])
    page = {
        "lines": [
            _line(each)
            for each in found
            if wall.is_theirs(request, schemes.get(each["letter__contract_id"] or "", ""))
        ],
        "files": [
            {"name": name, "at": words.at(at), "why": why}
            for name, at, why in letters.refused_answers()
        ],
    }
    return render(request, "back_office/letters/back.html", page)


def _line(back: dict[str, Any]) -> dict[str, Any]:
    again = back["letter__replaced_by__serial"]
    return {
        "number": number(back["letter_id"]),
        "title": back["letter__title"],
        "on": words.on(back["on"]),
        "reason": REASONS.get(back["reason"], back["reason"]),
        "case": _case(back),
        "next": f"{number(again)} で送り直す" if again else "新しい住所を待つ",
    }


def _case(back: dict[str, Any]) -> str:
    party = back["letter__party_id"]
    found = [each for each in casework.cases_of(party) if each.flow == CONTACT_REPAIR.name]
    return str(found[0].number) if party and found else ""

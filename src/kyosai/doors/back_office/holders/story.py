"""契約の全記録 — the audit's report of one contract, as a page."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.doors.back_office.holders import journal, looks, search
from kyosai.records.ledger import reads as ledger
from kyosai.reports import audit


def tell(request: HttpRequest, number: str) -> HttpResponse:
    """Tell everything that happened to a contract, in the order it happened."""
    contract = search.found(number)
    looks.note(request, party=contract.party, what=f"契約 {number} の全記録", why="監査")
    page = {
        "contract": contract,
        "turns": [asdict(turn) | {"at": words.at(turn.at)} for turn in audit.told(contract)],
        "journal": journal.lines(number),
        "difference": words.yen(ledger.trial_balance_difference().amount),
    }
    return render(request, "back_office/holders/story.html", page)

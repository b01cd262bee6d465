"""契約の全記録 — all that is known of one contract, from beginning to end, on one page."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.doors.back_office.holders import contract as contract_page
from kyosai.doors.back_office.holders import journal, looks, particulars, search
from kyosai.doors.back_office.treasury.cycles import CODES
from kyosai.doors.today import TOKYO
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.officers import reads as officers
from kyosai.records.premiums import debits
from kyosai.records.premiums import reads as premiums
from kyosai.records.premiums.debits import Debit
from kyosai.reports import audit


def tell(request: HttpRequest, number: str) -> HttpResponse:
    """Tell everything about a contract: how it stands, its money, and what happened in order."""
    contract = search.found(request, number)
    why = "監査" if officers.may(request.user, "audit.see") else "全記録の照会"
    looks.note(request, party=contract.party, what=f"契約 {number} の全記録", why=why)
    page = {
        "contract": contract,
        "name": particulars.name(request, contract.party),
        "status": contract_page.STATUSES.get(contract.status, contract.status),
        "over_time": [
            (words.month(since), str(yen)) for since, yen in contracts.monthly_premiums(number)
        ],
        "premiums": [contract_page.premium(month) for month in premiums.of_contract(number)],
        "debits": [_debit(debit) for debit in debits.of_contract(number)],
        "journal": journal.lines(number),
        "accounts": journal.own_accounts(number),
        "sees_money": officers.may(request.user, "money.see"),
        "years": _years(contract),
    }
    return render(request, "back_office/holders/story.html", page)


def _debit(debit: Debit) -> dict[str, str]:
    tone, state = ("now", "銀行に依頼済み")
    if debit.code:
        tone, state = ("good" if debit.code == "0" else "bad"), CODES.get(debit.code, debit.code)
    return {
        "on": words.on(debit.debit_on),
        "months": "・".join(words.month(month.first_day) for month in debit.months),
        "yen": str(debit.yen),
        "tone": tone,
        "state": state,
        "settled": words.at(debit.settled_at),
        "account": debit.customer_no[-4:],
        "cycle": debit.cycle,
    }


def _years(contract: Standing) -> list[dict[str, Any]]:
    """Return what happened, year by year."""
    turns = groupby(audit.told(contract), key=lambda turn: turn.at.astimezone(TOKYO).year)
    return [
        {"year": year, "turns": [vars(turn) | {"at": words.at(turn.at)} for turn in each]}
        for year, each in turns
    ]

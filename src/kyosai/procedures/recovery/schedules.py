"""返済の予定の表示 — each loan of a person: its turns, what is left, and what would end it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.recovery import early, words
from kyosai.procedures.recovery.early import Quote
from kyosai.records.contracts import reads as contracts
from kyosai.records.loans import arrears, debits, reads
from kyosai.records.loans.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes.owing import debited_on


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay the loans of its person and scheme out."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        party = parties.of_person(UUID(request.person))
        payload = {"loans": _loans(party, scheme=request.argument, at=at)}
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _loans(party: UUID | None, *, scheme: str, at: datetime) -> list[dict[str, Any]]:
    held = contracts.of_party(party) if party else []
    return [
        _shown(loan, at=at)
        for contract in held
        if contract.scheme == scheme
        for loan in reads.of_contract(contract.number)
    ]


def _shown(loan: Standing, *, at: datetime) -> dict[str, Any]:
    today = tokyo.in_tokyo(at).date()
    owed = arrears.owed(loan, on=today)
    left = {turn.ordinal: turn for turn in owed.left}
    return {
        "number": loan.number,
        "name": words.name(loan),
        "yen": loan.amount.amount,
        "lent_on": loan.lent_on.isoformat(),
        "left": owed.principal.amount,
        "overdue": owed.overdue.amount,
        "penalty": owed.penalty.amount,
        "is_repaid": loan.is_repaid,
        "is_wished": debits.wished_at(loan.number) is not None and not loan.is_repaid,
        "today": _quoted(early.quote(loan, on=today)),
        **_by_debit(loan, at=at),
        "turns": [
            {
                "debit_on": debited_on(turn.due_on, scheme=loan.scheme).isoformat(),
                "principal": turn.principal.amount,
                "interest": turn.interest.amount,
                "is_paid": turn.ordinal not in left,
                "is_late": turn.ordinal in {each.ordinal for each in owed.late},
            }
            for turn in reads.turns(loan.number)
        ],
    }


def _by_debit(loan: Standing, *, at: datetime) -> dict[str, Any]:
    """Return what the next debit would take to end a loan, or why it cannot."""
    if loan.is_repaid:
        return {"next": None, "why_not": ""}
    try:
        if debits.in_flight(loan.number):
            raise early.AtTheBank
        day = early.next_debit(loan, asked_at=at)
    except Refused as refusal:
        return {"next": None, "why_not": refusal.reason}
    return {"next": _quoted(early.quote(loan, on=day)), "why_not": ""}


def _quoted(told: Quote) -> dict[str, Any]:
    return {
        "on": told.on.isoformat(),
        "principal": told.principal.amount,
        "interest": told.interest.amount,
        "penalty": told.penalty.amount,
        "yen": told.yen.amount,
        "allowance": told.allowance.amount,
    }

"""借入れの見込み — the limit with why, the loans there are, and what a request would come to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.tosanboshi_lending import (
    MutualAidClaim,
    MutualAidContract,
    TemporaryLoanRequest,
    TosanboshiLending,
)
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.lending.tosanboshi import books, handing_over, offer
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.procedures.lending.tosanboshi.mutual_aid import preview as mutual_aid
from kyosai.procedures.lending.tosanboshi.why import why
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.parties import reads as parties

Payload = dict[str, Any]


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay its view out."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        party = parties.of_person(UUID(request.person))
        try:
            payload = _payload(request, party=party, at=at)
        except Refused as refusal:
            payload = {"refused": refusal.reason, "field": refusal.field}
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _payload(request: ViewRequest, *, party: UUID | None, at: datetime) -> Payload:
    if request.view == "tosanboshi_loans":
        return standing(books.of_party(party), at=at)
    message = _wished(request)
    if isinstance(message, TemporaryLoanRequest):
        return temporary(message, party=party, at=at)
    if isinstance(message, MutualAidClaim):
        return mutual_aid.claimed(message, party=party)
    if isinstance(message, MutualAidContract):
        return mutual_aid.to_be_signed(message, party=party, at=at)
    raise Malformed(1, "argument", message.kind)


def standing(held: Books, *, at: datetime) -> Payload:
    """Return what may be borrowed on a contract now, why, and what is borrowed already."""
    clock = handing_over.clock(at)
    with law.explained() as rules:
        most = offer.limit(held, on=clock.t0)
    return {
        "contract": held.contract.number,
        "net_total": held.net_total(clock.t0).amount,
        "months_paid": held.months_paid(clock.t0),
        "temporary_limit": most.amount,
        "outstanding": held.owed(books.TEMPORARY).amount,
        "why": why(rules),
        "loans": [_loan(each) for each in held.loans if not each.is_repaid],
        "due_at": clock.due_at.isoformat(),
    }


def temporary(message: TemporaryLoanRequest, *, party: UUID | None, at: datetime) -> Payload:
    """Return what a temporary loan of an amount would be, by what would carry it out."""
    clock = handing_over.clock(at)
    with law.explained() as rules:
        found = offer.offered(books.of_party(party), amount=Yen(message.amount), clock=clock)
    return {
        "amount": found.amount.amount,
        "limit": found.limit.amount,
        "interest": found.interest.amount,
        "to_holder": found.moved.to_holder.amount,
        "from_holder": found.moved.from_holder.amount,
        "old": found.old.principal_left.amount if found.old else 0,
        "lent_on": found.lent_on.isoformat(),
        "repaid_by": found.repaid_by.isoformat(),
        "due_at": clock.due_at.isoformat(),
        "text": list(found.deed.lines),
        "digest": found.deed.digest,
        "why": why(rules),
    }


def _wished(request: ViewRequest) -> TosanboshiLending:
    """Return the wish a request is about; it is this person's whatever the wish says."""
    kind, _, content = request.argument.partition(" ")
    message = plain.from_json(content.encode(), kind=kind, version=1)
    if not isinstance(message, TosanboshiLending) or message.person != request.person:
        raise Malformed(1, "argument", kind)
    return message


def _loan(loan: Loan) -> Payload:
    turns = loans.turns(loan.number)
    return {
        "number": loan.number,
        "kind": loan.kind,
        "amount": loan.amount.amount,
        "left": loan.principal_left.amount,
        "lent_on": loan.lent_on.isoformat(),
        "turns": [
            {"due_on": turn.due_on.isoformat(), "yen": turn.principal.amount} for turn in turns
        ],
    }

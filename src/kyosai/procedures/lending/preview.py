"""貸付けの見込み — limit, sums, turns and contract before anything is sent; nothing is written."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import law, said
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.lending import LendingMessage
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.lending import borrower, lend
from kyosai.procedures.lending.borrower import Borrower
from kyosai.procedures.lending.deal import Deal
from kyosai.procedures.lending.skk import terms
from kyosai.records.parties import reads as parties

TERMS: dict[str, Callable[[Borrower], dict[str, Any]]] = {"skk": terms.shown}


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


def _payload(request: ViewRequest, *, party: UUID | None, at: datetime) -> dict[str, Any]:
    if request.view == "loan_terms":
        who = borrower.borrower(party, scheme=request.argument, asked_at=at)
        return TERMS[request.argument](who)
    message = _wished(request)
    with law.explained() as rules:
        deal = lend.deal(message, party=party, asked_at=lend.asked_at(message))
    until = lend.due_at(message, is_examined=bool(deal.stands_at)).isoformat()
    return facts(deal) | {"due_at": until, "why": list(dict.fromkeys(map(said.said, rules)))}


def facts(deal: Deal) -> dict[str, Any]:
    """Return what a person is shown of a loan, and the contract they would sign."""
    return {
        "kind_name": deal.kind_name,
        "amount": deal.amount.amount,
        "interest": deal.interest.amount,
        "handed_over": deal.handed_over.amount,
        "paid_in": deal.paid_in.amount,
        "rate": said.percent(deal.yearly_rate),
        "term_months": deal.term_months,
        "limit": deal.limit.amount,
        "lent_on": deal.lent_on.isoformat(),
        "due_at": deal.who.promise.due_at.isoformat(),
        "is_examined": bool(deal.stands_at),
        "account": _account(deal),
        "pays_off": _paid_off(deal),
        "turns": [
            {
                "due_on": turn.on.isoformat(),
                "principal": turn.principal.amount,
                "interest": turn.interest.amount,
            }
            for turn in deal.turns
        ],
        "text": deal.text,
    }


def _account(deal: Deal) -> str:
    to = deal.who.payee
    return f"{to.bank_name} {to.masked}" if to else ""


def _paid_off(deal: Deal) -> dict[str, Any]:
    if deal.pays_off is None:
        return {}
    old = deal.pays_off
    return {
        "number": old.loan.number,
        "left": old.loan.principal_left.amount,
        "penalty": old.penalty.amount,
    }


def _wished(request: ViewRequest) -> LendingMessage:
    """Return the wish a request is about; it is this person's whatever the wish says."""
    kind, _, content = request.argument.partition(" ")
    message = plain.from_json(content.encode(), kind=kind, version=1)
    if not isinstance(message, LendingMessage) or message.person != request.person:
        raise Malformed(1, "argument", kind)
    return message

"""変更の見込み — what a wish would come to, by what would carry it out; nothing is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import Amendment
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.amendment import amend, behalf
from kyosai.procedures.amendment.flow import EXAMINE
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.records.contracts import orders
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes as delegating
from kyosai.records.parties import reads as parties
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.payment_terms import Debit, debits_to_come

MONTHS = 14  # A year of debits, and those of a year paid ahead.
SHOWN = 6
NOT_DEBITED = ("failed", "waived", "refunded", "scheduled")


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay its view out."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        try:
            payload = _payload(request, at=at)
        except Refused as refusal:
            payload = {"refused": refusal.reason, "field": refusal.field}
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _payload(request: ViewRequest, *, at: datetime) -> dict[str, Any]:
    if request.view in ("client_terms", "client_effect"):
        return _of_client(request, at=at)
    party = parties.of_person(UUID(request.person))
    if request.view == "prepared":
        return _of_prepared(request, party=party, at=at)
    if request.view == "terms":
        return _terms(amend.paying_now(party, scheme=request.argument, asked_at=at, at=at))
    return facts(*amend.effect(_wished(request), party=party, at=at))


def facts(before: Paying, after: Effect) -> dict[str, Any]:
    """Return what a person is shown of a change: the debits without it and with it."""
    now = debits_to_come(before.terms, books=before.books, opens=before.opens, count=MONTHS)
    then = debits_to_come(after.terms, books=after.books, opens=before.opens, count=MONTHS)
    first = debit_days.cycle(before.opens.channel, month=after.since)
    return _terms(before) | {
        "since": str(after.since),
        "submit_by": first.submit_by.isoformat(),
        "says": list(after.says),
        "actions": list(after.actions),
        "is_examined": after.stands_at == EXAMINE,
        "table": _table(now, then),
        "year": _year(before, now, then),
        **after.shows,
    }


def _of_client(request: ViewRequest, *, at: datetime) -> dict[str, Any]:
    """Return a client's terms, or the effect of a wish for them; the client can see who looked."""
    delegation, _, wish = request.argument.partition(" ")
    found = behalf.acting(delegation, delegate=UUID(request.person), at=at)
    delegating.note_look(found, what="掛金の払い方", at=at)
    if request.view == "client_terms":
        return _terms(amend.paying_now(found.party, scheme=found.scheme, asked_at=at, at=at))
    kind, _, change = wish.partition(" ")
    message = behalf.wished(found, kind=kind, change=change, on=tokyo.in_tokyo(at).date())
    return facts(*amend.effect(message, party=found.party, at=at))


def _of_prepared(request: ViewRequest, *, party: UUID | None, at: datetime) -> dict[str, Any]:
    """Return what somebody prepared for this holder, with what it would come to now."""
    found = delegations.prepared(UUID(request.argument), party=party) if party else None
    if found is None:
        return {"unknown": True}
    words = {"title": behalf.TITLES[found.kind], "by": found.delegation.name}
    if found.answer:
        return words | {"answer": found.answer}
    wish = behalf.wished(
        found.delegation, kind=found.kind, change=found.change, on=tokyo.in_tokyo(found.at).date()
    )
    now = replace(wish, received_at=at.isoformat())
    return facts(*amend.effect(now, party=party, at=at)) | words


def _wished(request: ViewRequest) -> Amendment:
    """Return the wish a request is about; it is this person's whatever the wish says."""
    kind, _, content = request.argument.partition(" ")
    message = plain.from_json(content.encode(), kind=kind, version=1)
    if not isinstance(message, Amendment) or message.person != request.person:
        raise Malformed(1, "argument", kind)
    return message


def _terms(before: Paying) -> dict[str, Any]:
    month = before.first_free
    order = orders.covering(before.contract, on=before.on, with_samples=settings.WORKSHOP)
    return {
        "scheme": before.contract.scheme,
        "contract": before.contract.number,
        "monthly_premium": before.terms.premium_in(Month.of(before.on)).amount,
        "order": order.name if order else "",
        "is_stopped": before.terms.is_paused(month),
        "payment_class": before.terms.class_in(month).name,
        "next_prepayment": _next_prepayment(before),
        "first_free": str(month),
        "submit_by": before.opens.submit_by.isoformat(),
        "debit_on": before.opens.debit_on.isoformat(),
    }


def _next_prepayment(before: Paying) -> dict[str, Any] | None:
    found = before.terms.next_prepayment(before.first_free)
    if found is None:
        return None
    month, ahead = found
    is_again = ahead.next_turn(month + 1) is not None
    return {"month": str(month), "months": ahead.months, "is_again": is_again}


def _table(now: Sequence[Debit], then: Sequence[Debit]) -> list[dict[str, Any]]:
    """Return the debit days from the first that changes, with what each takes now and then."""
    old, new = ({debit.debit_on: debit for debit in each} for each in (now, then))
    changed = min((day for day in old.keys() | new if old.get(day) != new.get(day)), default=None)
    days = sorted(day for day in old.keys() | new if changed is None or day >= changed)[:SHOWN]
    return [
        {
            "debit_on": day.isoformat(),
            "now": old[day].yen.amount if day in old else 0,
            "then": new[day].yen.amount if day in new else 0,
            "months": [str(month) for month in new[day].months] if day in new else [],
        }
        for day in days
    ]


def _year(before: Paying, now: Sequence[Debit], then: Sequence[Debit]) -> dict[str, Any]:
    """Return what this calendar year's debits come to, made and to come."""
    year = before.on.year
    made = [
        Yen(row["yen"])
        for row in premiums.of_contract(before.contract.number)
        if row["state"] not in NOT_DEBITED and row["debit_on"].year == year
    ]
    return {
        "year": year,
        "now": total([*made, *_of_year(now, year)]).amount,
        "then": total([*made, *_of_year(then, year)]).amount,
    }


def _of_year(debits: Sequence[Debit], year: int) -> list[Yen]:
    return [debit.yen for debit in debits if debit.debit_on.year == year]

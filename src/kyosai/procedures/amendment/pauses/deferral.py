"""納付期限の延長（SK36・TB22） — under an order for the area, by rule and at once."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import Deferral
from kyosai.procedures.amendment.pauses import words
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.records.contracts import orders
from kyosai.records.premiums import deferring
from kyosai.records.premiums.deferring import Waits
from kyosai.schemes import deferral_orders
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.deferral_orders import NoOrder, PutOff
from kyosai.schemes.payment_terms import Books, Owed


class NothingToPutOff(Refused):
    """Every month of the order has been asked for, paid, stopped or put off already."""

    reason = "期限を延ばせる月が残っていません。延ばした月は「わたしの手続き」で見られます。"


def effect(message: Deferral, before: Paying) -> Effect:
    """Return what putting months off comes to, or refuse it."""
    order = orders.covering(before.contract, on=before.on, with_samples=settings.WORKSHOP)
    if order is None:
        raise NoOrder
    found = deferral_orders.put_off(
        order,
        scheme=before.contract.scheme,
        formed_on=before.contract.formed_on,
        applied_on=before.on,
        is_unable=message.is_unable,
    )
    waits = [_waits(each, before) for each in found if _is_open(each, before)]
    if not waits:
        raise NothingToPutOff
    put_off = {each.month: each.debit_on for each in waits}
    return Effect(
        terms=replace(before.terms, put_off={**before.terms.put_off, **put_off}),
        books=_put_off(before.books, waits),
        since=waits[0].month,
        says=words.put_off(order.name, waits),
        writes=deferring.putting_off(before.contract.number, order=order.key, waits=waits),
    )


def _is_open(each: PutOff, before: Paying) -> bool:
    month = each.month
    is_settled = month in before.books.asked or month in before.terms.put_off
    return not is_settled and not before.terms.is_paused(month)


def _waits(each: PutOff, before: Paying) -> Waits:
    asks = debit_days.cycle(before.opens.channel, month=each.asked_in)
    return Waits(each.month, each.due_on, each.asked_in, asks.debit_on)


def _put_off(books: Books, waits: Sequence[Waits]) -> Books:
    """Return the books with the months that wait already waiting longer."""
    longer = {each.month: each for each in waits}
    waiting = {
        month: _later(owed, longer[month]) if month in longer else owed
        for month, owed in books.waiting.items()
    }
    return replace(books, waiting=waiting)


def _later(owed: Owed, until: Waits) -> Owed:
    if owed.again_in is None:
        return Owed(owed.yen, until.debit_on)
    return Owed(owed.yen, again_in=max(owed.again_in, until.asked_in))

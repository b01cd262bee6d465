"""前納（SK06・TB04） — so many months together from a month on, once or every year.

There is one prepayment at a time: what was to come before gives way to the new one.
"""

from dataclasses import replace

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange.messages.amendments import Prepayment
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.procedures.amendment.together import scheduled, stop
from kyosai.procedures.amendment.together.outlook import Outlook
from kyosai.records.contracts import terms as records
from kyosai.schemes import prepaying
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Ahead, Books, Debit, Terms, debits_to_come
from kyosai.schemes.tosanboshi.collection import prepayment as tosanboshi


class OnHoliday(Refused):
    """A month on holiday, in which nothing is debited."""

    reason = "その月は掛金を止めています。ほかの月を選んでください。"


def effect(message: Prepayment, before: Paying) -> Effect:
    """Return what a prepayment comes to, or refuse it."""
    first = _first(message, before)
    prepaying.insist_on_months(message.months, is_yearly=message.is_yearly, on=before.on)
    if before.terms.is_paused(first):
        raise OnHoliday(field="first")
    cycle = _cycle(first, before)
    kept, endings = stop.all_ended(before)
    _insist(message, before, without=replace(before.terms, prepayments=kept), first=first)
    wanted = Ahead(first, message.months, message.is_yearly)
    terms = replace(before.terms, prepayments=(*kept, wanted))
    books, rows = scheduled.regrouped(before, terms)
    debits = _until(cycle, terms, books, before)
    premium, room = terms.premium_in(first), _room_after(books, debits)
    seen = Outlook(cycle, debits[-1], wanted, premium=premium, scheme=terms.scheme, room=room)
    return Effect(
        terms=terms,
        books=books,
        since=first,
        says=seen.says(),
        writes=(*endings, records.prepaying(before.contract.number, ahead=wanted), *rows),
        shows=seen.shows() | {"is_named_month": bool(message.first)},
    )


def _first(message: Prepayment, before: Paying) -> Month:
    earliest = before.first_free
    while not _is_free(earliest, before):
        earliest = earliest + 1
    if not message.first:
        return earliest
    try:
        first = Month.parse(message.first)
    except ValueError:
        raise Malformed(1, "first", message.first[:10]) from None
    prepaying.insist_on_month(first, first_free=earliest, on=before.on)
    if not _is_free(first, before):
        raise prepaying.TooLateForMonth(field="first")
    return first


def _is_free(month: Month, before: Paying) -> bool:
    """Tell whether a month's own debit takes it: it is not asked, and waits for no later one.

    The months before a first debit are taken with that one.
    """
    if month in before.books.asked:
        return False
    owed = before.books.waiting.get(month)
    if owed is None:
        return True
    return owed.debit_on is not None and owed.debit_on <= _cycle(month, before).debit_on


def _cycle(month: Month, before: Paying) -> Cycle:
    try:
        return before.cycle_of(month)
    except BeyondCalendar:
        raise prepaying.TooEarlyForMonth(field="first") from None


def _insist(message: Prepayment, before: Paying, *, without: Terms, first: Month) -> None:
    """Ask the Act on 倒産防止共済: nothing unpaid, and room for two months below the ceiling.

    The holder is taken to have applied by the first day of the month, whose file is still open.
    """
    if message.scheme != "tosanboshi":
        return
    if any(owed.again_in is not None for owed in before.books.waiting.values()):
        raise prepaying.StillUnpaid(field="first")
    earlier = _until(before.cycle_of(first), without, before.books, before)
    waiting = before.books.waiting
    fresh = [
        without.premium_in(month)
        for debit in earlier
        for month in debit.months
        if month < first and month not in waiting
    ]
    tosanboshi.insist_on_prepayment(
        first,
        months_ahead=message.months - 1,
        received_on=min(before.on, first.first_day),
        monthly_premium=without.premium_in(first),
        net_premium_total=before.held + total(fresh) - _own(before.books, first),
    )


def _own(books: Books, first: Month) -> Yen:
    """Return what the month itself holds of the total already: it is part of the prepayment."""
    owed = books.waiting.get(first)
    return owed.yen if owed and books.room is not None else Yen(0)


def _until(cycle: Cycle, terms: Terms, books: Books, before: Paying) -> tuple[Debit, ...]:
    count = cycle.month - before.opens.month + 1
    return debits_to_come(terms, books=books, opens=before.opens, count=count)


def _room_after(books: Books, debits: tuple[Debit, ...]) -> Yen | None:
    """Return what is left below the ceiling; months that waited are in the total already."""
    if books.room is None:
        return None
    waited = {month for debit in debits for month in debit.months} & books.waiting.keys()
    taken = total([debit.yen for debit in debits])
    return books.room + total([books.waiting[month].yen for month in waited]) - taken

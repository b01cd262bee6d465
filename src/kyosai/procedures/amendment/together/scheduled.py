"""予定の組替え — what becomes of months scheduled already when they are taken otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month, span
from kyosai.procedures.amendment.paying import Paying
from kyosai.records.one_trip import Statement
from kyosai.records.premiums import rescheduling
from kyosai.schemes.payment_terms import Books, Owed, Terms


def regrouped(before: Paying, terms: Terms) -> tuple[Books, tuple[Statement, ...]]:
    """Return the books, and the rows to write, when the next debit takes other months.

    Its month may be scheduled before its file is built: by the acceptance, or because another
    channel's cut-off came first. Then nobody schedules the months ahead any more but we.
    """
    month, waiting = before.opens.month, before.books.waiting
    own = waiting.get(month)
    if own is None or own.debit_on is None or own.debit_on > before.opens.debit_on:
        return before.books, ()
    gone = {
        each: owed
        for each, owed in waiting.items()
        if each > month and owed.debit_on == own.debit_on
    }
    kept = {each: owed for each, owed in waiting.items() if each not in gone}
    room = before.books.room
    if room is not None:
        room = room + total([owed.yen for owed in gone.values()])
    length = terms.together(month, on=own.debit_on)
    ahead = [
        each
        for each in span(month + 1, month + (length - 1))
        if each not in before.books.asked and each not in kept and not terms.is_paused(each)
    ]
    more = _within(room, ahead, yen=terms.premium_in(month))
    if {each: owed.yen for each, owed in gone.items()} == more:
        return before.books, ()
    later = {each: Owed(yen, own.debit_on) for each, yen in more.items()}
    left = None if room is None else room - total(list(more.values()))
    return replace(before.books, waiting=kept | later, room=left), (
        rescheduling.dropping(before.contract.number, after=month, debit_on=own.debit_on),
        rescheduling.adding(
            before.contract.number,
            scheme=terms.scheme,
            formed_on=before.contract.formed_on,
            yens=more,
            debit_on=own.debit_on,
        ),
    )


def _within(room: Yen | None, ahead: list[Month], *, yen: Yen) -> Mapping[Month, Yen]:
    """Return what each month takes, one after the other, as far as there is room."""
    found: dict[Month, Yen] = {}
    for month in ahead:
        taken = yen if room is None else min(yen, room)
        if taken <= Yen(0):
            break
        found[month] = taken
        room = None if room is None else room - taken
    return found

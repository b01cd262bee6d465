"""掛金の払い方 — how a contract pays over time, and the debits that follow when nothing fails."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from kyosai.basis import months
from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.schemes import both
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.clocks.debit_days import Cycle

MONTHLY = "monthly"
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class ClassFrom:
    """A payment class (払込区分) and its designated month, from a month on."""

    since: Month
    name: str
    designated: int

    @property
    def words(self) -> str:
        """How a holder knows it: 年払い（12月）."""
        sixth_after = (self.designated + 5) % MONTHS_OF_YEAR + 1
        return {
            MONTHLY: "毎月払い",
            "half_yearly": f"半年払い（{self.designated}月と{sixth_after}月）",
            "yearly": f"年払い（{self.designated}月）",
        }[self.name]


@dataclass(frozen=True)
class Ahead:
    """Months paid together from a month on (前納), every year again until the last one."""

    first: Month
    months: int
    is_yearly: bool = False
    until: Month | None = None

    def begins_in(self, month: Month) -> bool:
        """Tell whether a prepayment begins in a month."""
        if month == self.first:
            return True
        is_turn = self.is_yearly and month.month == self.first.month and month > self.first
        return is_turn and (self.until is None or month <= self.until)

    def next_turn(self, since: Month) -> Month | None:
        """Return the next month, from one on, in which it begins; none when that is over."""
        if since <= self.first:
            return self.first
        turn = since + (self.first.month - since.month) % MONTHS_OF_YEAR
        return turn if self.begins_in(turn) else None


@dataclass(frozen=True)
class Pause:
    """Months that are not owed (掛止め); without a last one it is open."""

    kind: str
    since: Month
    until: Month | None

    def holds(self, month: Month) -> bool:
        """Tell whether a month is among them."""
        return self.since <= month and (self.until is None or month <= self.until)


@dataclass(frozen=True)
class Terms:
    """How a contract pays: each fact in force from its month on, the oldest first.

    ``put_off`` are the months an order lets wait (納付期限の延長), each with its later debit day.
    """

    scheme: str
    premiums: tuple[tuple[Month, Yen], ...]
    classes: tuple[ClassFrom, ...] = ()
    prepayments: tuple[Ahead, ...] = ()
    pauses: tuple[Pause, ...] = ()
    put_off: Mapping[Month, date] = field(default_factory=dict)

    def premium_in(self, month: Month) -> Yen:
        """Return the monthly premium of a month."""
        return [yen for since, yen in self.premiums if since <= month][-1]

    def class_in(self, month: Month) -> ClassFrom:
        """Return the payment class of a month: monthly where none was chosen."""
        chosen = [each for each in self.classes if each.since <= month]
        return chosen[-1] if chosen else ClassFrom(month, MONTHLY, month.month)

    def is_paused(self, month: Month) -> bool:
        """Tell whether a month is not owed."""
        return any(pause.holds(month) for pause in self.pauses)

    def next_prepayment(self, since: Month) -> tuple[Month, Ahead] | None:
        """Return the next prepayment from a month on, and the month it begins in."""
        turns = [(turn, each) for each in self.prepayments if (turn := each.next_turn(since))]
        return min(turns, key=lambda found: found[0], default=None)

    def together(self, month: Month, *, on: date) -> int:
        """Return how many months the debit of a month takes: prepaid, by class, or one."""
        chosen = self.class_in(month)
        length = both.rules_for(self.scheme).payment_classes(on=on)[chosen.name]
        by_class = length if (month.month - chosen.designated) % length == 0 else 1
        prepaid = [each.months for each in self.prepayments if each.begins_in(month)]
        return max([by_class, *prepaid])


@dataclass(frozen=True)
class Owed:
    """A month that is owed already and not paid: what, and the debit it waits for.

    ``debit_on`` is the day it was promised for; a month that failed has the ``month`` in whose
    debit it is asked again instead.
    """

    yen: Yen
    debit_on: date | None = None
    again_in: Month | None = None


@dataclass(frozen=True)
class Books:
    """What the books hold of a contract's months: those asked or paid, those waiting, the room."""

    asked: Collection[Month] = ()
    waiting: Mapping[Month, Owed] = field(default_factory=dict)
    room: Yen | None = None

    def first_free(self, since: Month) -> Month:
        """Return the first month, from one on, that nobody has been asked for."""
        while since in self.asked:
            since = since + 1
        return since


@dataclass(frozen=True)
class Debit:
    """One debit to come: its day, its months and what it comes to."""

    debit_on: date
    months: tuple[Month, ...]
    yen: Yen


@implements("小規模企業共済法17条1項", "中小企業倒産防止共済法14条1項")
def debits_to_come(terms: Terms, *, books: Books, opens: Cycle, count: int) -> tuple[Debit, ...]:
    """Return the next debits, from the cycle whose file is open on, over so many months.

    It is the plan of ``procedures/collection/plan`` for one contract, in words a person is shown;
    a month in which nothing is taken has no line, and none is foretold beyond the calendar.
    """
    return tuple(_debits(terms, books, opens, count))


def _debits(terms: Terms, books: Books, opens: Cycle, count: int) -> Iterator[Debit]:
    taken, waiting, room = set(books.asked) | set(books.waiting), dict(books.waiting), books.room
    for cycle in islice(_cycles(opens), count):
        now = {
            month: owed.yen
            for month, owed in waiting.items()
            if (owed.debit_on or date.max) <= cycle.debit_on
            or (owed.again_in is not None and owed.again_in <= cycle.month)
        }
        fresh = dict(_fresh(terms, cycle, taken=taken, room=room))
        room = None if room is None else room - total(list(fresh.values()))
        waiting = {month: owed for month, owed in waiting.items() if month not in now}
        taken |= set(fresh)
        later = _later(fresh, terms, after=cycle.debit_on)
        waiting |= later
        asked = now | {month: yen for month, yen in fresh.items() if month not in later}
        if asked:
            yield Debit(cycle.debit_on, tuple(sorted(asked)), total(list(asked.values())))


def _later(fresh: Mapping[Month, Yen], terms: Terms, *, after: date) -> dict[Month, Owed]:
    """Return the months that begin to be owed and are asked on a later day."""
    return {
        month: Owed(yen, terms.put_off[month])
        for month, yen in fresh.items()
        if terms.put_off.get(month, after) > after
    }


def _fresh(
    terms: Terms, cycle: Cycle, *, taken: Collection[Month], room: Yen | None
) -> Iterator[tuple[Month, Yen]]:
    if terms.is_paused(cycle.month):
        return
    yen = terms.premium_in(cycle.month)
    length = terms.together(cycle.month, on=cycle.debit_on)
    for distance, month in enumerate(months.span(cycle.month, cycle.month + (length - 1))):
        left = yen if room is None else min(yen, room - yen * distance)
        if left <= Yen(0):
            return
        if month not in taken and not terms.is_paused(month):
            yield month, left


def _cycles(first: Cycle) -> Iterator[Cycle]:
    """Yield the cycles from one on, as far as the calendar of the banks is known."""
    cycle = first
    while True:
        yield cycle
        try:
            cycle = debit_days.next_cycle_after(cycle)
        except BeyondCalendar:
            return

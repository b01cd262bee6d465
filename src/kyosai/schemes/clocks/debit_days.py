"""口座振替の日程 — the debit days of each channel, with every moment that hangs on them."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from kyosai.basis import parameters, tokyo
from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.clocks import calendars
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.promises import NONE, Extensions, extended


@dataclass(frozen=True)
class Cycle:
    """One debit day of one channel, with every moment that hangs on it.

    ``submit_by`` is the cut-off for people. What came in time is decided until ``decide_by``, the
    file is built at ``build_at``, and the bank takes it until ``hand_in_by``. The money is ours on
    ``remitted_on``.
    """

    key: str
    channel: Channel
    month: Month
    is_regular: bool
    debit_on: date
    submit_by: datetime
    result_at: datetime
    remitted_on: date
    confirm_by: date

    @property
    def decide_by(self) -> datetime:
        """The moment from which a decision comes too late for the file.

        Before ``build_at``, so that no decision is still being written while the plan reads.
        """
        return self.submit_by + timedelta(minutes=self.channel.decided_minutes_after)

    @property
    def build_at(self) -> datetime:
        """The moment from which the file is built."""
        return self.submit_by + timedelta(minutes=self.channel.built_minutes_after)

    @property
    def hand_in_by(self) -> datetime:
        """The moment from which the bank takes the file no more."""
        return self.submit_by + timedelta(minutes=self.channel.accepted_minutes_after)


@implements("小規模企業共済法施行規則19条", "中小企業倒産防止共済法施行規則36条")
def cycle(
    channel: Channel, *, month: Month, day: int | None = None, extensions: Extensions = NONE
) -> Cycle:
    """Return the debit day of a month: the scheme's day or the next bank day, or an off-cycle day.

    A regular day late in its month may be moved into the next: the cycle keeps its month.
    """
    bank = calendars.bank()
    debit_on = bank.on_or_after(month.day(day or channel.regular_day))
    submit_on = bank.add(debit_on, -channel.submit_days_before)
    submit_by = extended(channel.submit_by, key=(channel.key, submit_on), extensions=extensions)
    return Cycle(
        key=f"{channel.scheme}-{channel.key}-{month}" + (f"-{day}" if day else ""),
        channel=channel,
        month=month,
        is_regular=day is None,
        debit_on=debit_on,
        submit_by=tokyo.at(submit_on, submit_by),
        result_at=tokyo.at(bank.add(debit_on, channel.result_days_after), channel.result_at),
        remitted_on=bank.add(debit_on, channel.remitted_days_after),
        confirm_by=bank.add(debit_on, channel.confirmed_days_after),
    )


def cycles(channel: Channel, *, month: Month, extensions: Extensions = NONE) -> tuple[Cycle, ...]:
    """Return the regular and the off-cycle debit days of a month, earliest first."""
    days: tuple[int | None, ...] = (None, *channel.off_cycle_days)
    found = [cycle(channel, month=month, day=day, extensions=extensions) for day in days]
    return tuple(sorted(found, key=lambda each: each.debit_on))


def first_reachable(
    channel: Channel, *, asked_at: datetime, extensions: Extensions = NONE
) -> Cycle:
    """Return the first debit day whose file is still open at this moment.

    Off-cycle days count: the first premium is debited on the first day the channel reaches.
    """
    moment = tokyo.in_tokyo(asked_at)
    month = Month.of(moment.date())
    while True:
        for each in cycles(channel, month=month, extensions=extensions):
            if moment < each.submit_by:
                return each
        month = month + 1


def first_reached(
    channel: Channel, *, asked_at: datetime, decided_at: datetime, extensions: Extensions = NONE
) -> Cycle:
    """Return the first debit day for what was asked in time and is decided now."""
    first = first_reachable(channel, asked_at=asked_at, extensions=extensions)
    if decided_at < first.decide_by:
        return first
    return first_reachable(channel, asked_at=decided_at, extensions=extensions)


def first_regular(
    channel: Channel, *, asked_at: datetime, decided_at: datetime, extensions: Extensions = NONE
) -> Cycle:
    """Return the first regular debit day whose file still takes in what is decided now."""
    moment = tokyo.in_tokyo(asked_at)
    month = Month.of(moment.date()) + -1  # A debit late in its month may be moved into this one.
    with suppress(BeyondCalendar):  # The month before may lie before the calendar.
        each = cycle(channel, month=month, extensions=extensions)
        if moment < each.submit_by and decided_at < each.decide_by:
            return each
    while True:
        month = month + 1
        each = cycle(channel, month=month, extensions=extensions)
        if moment < each.submit_by and decided_at < each.decide_by:
            return each


def first_debit(
    channel: Channel, *, applied_at: datetime, decided_at: datetime, extensions: Extensions = NONE
) -> Cycle:
    """Return the debit day of a contract's first premium (decision 0002).

    Where the scheme still waits, that is the regular day so many months on; else the first day
    the channel reaches.
    """
    applied_on = tokyo.in_tokyo(applied_at).date()
    waits: int = _first_debits(channel.scheme).on(applied_on)
    if waits:
        first = cycle(channel, month=Month.of(applied_on) + waits, extensions=extensions)
        if decided_at < first.decide_by:
            return first
    return first_reached(channel, asked_at=applied_at, decided_at=decided_at, extensions=extensions)


def next_cycle_after(earlier: Cycle) -> Cycle:
    """Return the regular debit day of the month after."""
    return cycle(earlier.channel, month=earlier.month + 1)


def last_chance(channel: Channel, *, year: int, extensions: Extensions = NONE) -> Cycle:
    """Return the year's last debit day: apply before its ``submit_by`` and it counts this year."""
    december = cycles(channel, month=Month(year, 12), extensions=extensions)
    return [each for each in december if each.debit_on.year == year][-1]


@cache
def _first_debits(scheme: str) -> Dated[int]:
    facts = parameters.table(__package__, "first_debit")
    return Dated(
        *(Version(row["since"], row["waits_months"], facts["source"]) for row in facts[scheme])
    )

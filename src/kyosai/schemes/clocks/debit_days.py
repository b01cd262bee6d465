"""口座振替の日程 — channels, their cut-offs, debit days and result days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from kyosai.basis import parameters, tokyo
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.clocks import calendars
from kyosai.schemes.clocks.promises import NONE, Extensions, extended


@dataclass(frozen=True)
class Channel:
    """One way to a bank account: when it wants the file and when it answers.

    ``mark`` says how sure we are: C read, I inferred, D our own design.
    """

    key: str
    name: str
    reach: str
    banks: tuple[str, ...]
    submit_days_before: int
    submit_by: time
    decided_minutes_after: int
    built_minutes_after: int
    accepted_minutes_after: int
    result_days_after: int
    result_at: time
    confirmed_days_after: int
    regular_day: int
    off_cycle_days: tuple[int, ...]
    mark: str
    source: str


@dataclass(frozen=True)
class Cycle:
    """One debit day of one channel, with every moment that hangs on it.

    ``submit_by`` is the cut-off for people. What came in time is decided until ``decide_by``, the
    file is built at ``build_at``, and the bank takes it until ``hand_in_by``.
    """

    key: str
    channel: Channel
    month: Month
    is_regular: bool
    debit_on: date
    submit_by: datetime
    result_at: datetime
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


class UnknownChannel(LookupError):
    """No channel of this name was in use on that day."""


def channels(*, on: date | None = None) -> tuple[Channel, ...]:
    """Return the channels in use on a day, or those of the newest version."""
    versions = _channels()
    return versions.versions[-1].value if on is None else versions.on(on)


def channel(key: str, *, on: date | None = None) -> Channel:
    """Return one channel by its key."""
    for each in channels(on=on):
        if each.key == key:
            return each
    raise UnknownChannel(key)


def channel_for(bank_code: str, *, on: date) -> Channel:
    """Return the channel that reaches a bank: its own one first, else the one for all banks."""
    usable = channels(on=on)
    own = [each for each in usable if bank_code in each.banks]
    return (own or [each for each in usable if not each.banks])[0]


@implements("小規模企業共済法施行規則19条")
def cycle(
    channel: Channel, *, month: Month, day: int | None = None, extensions: Extensions = NONE
) -> Cycle:
    """Return the debit day of a month: the 18th or the next bank day, or an off-cycle day."""
    bank = calendars.bank()
    debit_on = bank.on_or_after(month.day(day or channel.regular_day))
    submit_on = bank.add(debit_on, -channel.submit_days_before)
    submit_by = extended(channel.submit_by, key=(channel.key, submit_on), extensions=extensions)
    return Cycle(
        key=f"skk-{channel.key}-{month}" + (f"-{day}" if day else ""),
        channel=channel,
        month=month,
        is_regular=day is None,
        debit_on=debit_on,
        submit_by=tokyo.at(submit_on, submit_by),
        result_at=tokyo.at(bank.add(debit_on, channel.result_days_after), channel.result_at),
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


def next_cycle_after(earlier: Cycle) -> Cycle:
    """Return the regular debit day of the month after."""
    return cycle(earlier.channel, month=earlier.month + 1)


def last_chance(channel: Channel, *, year: int, extensions: Extensions = NONE) -> Cycle:
    """Return the year's last debit day: apply before its ``submit_by`` and it counts this year."""
    december = cycles(channel, month=Month(year, 12), extensions=extensions)
    return [each for each in december if each.debit_on.year == year][-1]


@cache
def _channels() -> Dated[tuple[Channel, ...]]:
    facts = parameters.table(__package__, "channels")
    return Dated(
        *(
            Version(version["since"], tuple(map(_channel, version["channel"])), facts["source"])
            for version in facts["version"]
        )
    )


def _channel(row: dict[str, Any]) -> Channel:
    lists = {name: tuple(row[name]) for name in ("banks", "off_cycle_days")}
    return Channel(**(row | lists))

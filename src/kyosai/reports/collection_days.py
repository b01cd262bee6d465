"""収納サイクルの日数 — the old cycle against the new, counted on the same debits.

Confirmed means posted and visible to the holder: the day on which the bank's answer was taken in.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kyosai.basis import parameters, tokyo
from kyosai.basis.months import Month
from kyosai.records.premiums import overview
from kyosai.records.premiums.cycles import Cycle
from kyosai.schemes.clocks import calendars, channels, debit_days


@dataclass(frozen=True)
class Confirmed:
    """One debit day: when its premiums were confirmed, and when they would have been before."""

    cycle: str
    scheme: str
    channel: str
    debit_on: date
    expected_on: date
    confirmed_on: date
    before_on: date

    @property
    def bank_days(self) -> int:
        """How many bank days the confirmation took."""
        return calendars.bank().count(self.debit_on, self.confirmed_on)

    @property
    def days_saved(self) -> int:
        """How many days earlier than in the old cycle."""
        return (self.before_on - self.confirmed_on).days

    @property
    def is_earliest(self) -> bool:
        """Tell whether it was confirmed on the earliest day its channel answers."""
        return self.confirmed_on <= self.expected_on


@dataclass(frozen=True)
class Waited:
    """How long new contracts of a scheme wait for their first debit, now and before."""

    scheme: str
    contracts: int
    days: int
    days_before: int


def confirmed() -> list[Confirmed]:
    """Return every debit day with answers, the newest first."""
    return [_confirmed(cycle) for cycle in overview.cycles(limit=None) if _has_answers(cycle)]


def late(*, most_bank_days: int) -> list[Confirmed]:
    """Return the debit days confirmed later than promised: none, always."""
    return [each for each in confirmed() if each.bank_days > most_bank_days]


def first_debits() -> list[Waited]:
    """Return for each scheme how many days new contracts waited on average, cut off to days."""
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    contracts: Counter[str] = Counter()
    for scheme, applied_on, debit_on, count in overview.first_debits():
        contracts[scheme] += count
        now[scheme] += count * (debit_on - applied_on).days
        before[scheme] += count * (_before_first(scheme, applied_on) - applied_on).days
    return [
        Waited(scheme, n, now[scheme] // n, before[scheme] // n) for scheme, n in contracts.items()
    ]


def _confirmed(cycle: Cycle) -> Confirmed:
    assert cycle.settled_at is not None
    return Confirmed(
        cycle=cycle.key,
        scheme=cycle.scheme,
        channel=cycle.channel,
        debit_on=cycle.debit_on,
        expected_on=tokyo.in_tokyo(cycle.result_at).date(),
        confirmed_on=tokyo.in_tokyo(cycle.settled_at).date(),
        before_on=cycle.debit_on + timedelta(days=_facts()["confirmed_after_days"]),
    )


def _has_answers(cycle: Cycle) -> bool:
    """A debit day that asked nobody is settled when its files are built."""
    return cycle.settled_at is not None and cycle.settled_at != cycle.built_at


def _before_first(scheme: str, applied_on: date) -> date:
    """Return the first debit day of the old cycle: the regular day so many months on."""
    agency = channels.channel("agency", scheme=scheme)
    month = Month.of(applied_on) + int(_facts()["first_debit_after_months"])
    return debit_days.cycle(agency, month=month).debit_on


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "old_cycle")

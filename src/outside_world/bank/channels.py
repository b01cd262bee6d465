"""受付表 — when each channel takes a file, debits, and answers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from kyosai.basis import parameters, tokyo
from outside_world import bank_days

DEBIT_AT = time(9)


@dataclass(frozen=True)
class Channel:
    """One row of the bank's own table."""

    key: str
    name: str
    opens_days_before: int
    submit_days_before: int
    submit_by: time
    grace_minutes: int
    most_records: int
    result_days_after: int
    result_at: time
    remitted_days_after: int
    payer: str
    days: dict[str, list[int]]

    def debits_on(self, day: date, *, purpose: str) -> bool:
        """Tell whether this channel debits for a purpose on a day, or on the next open one."""
        nearby = [day - timedelta(days=back) for back in range(10)]
        starts = [each for each in nearby if each.day in self.days[purpose]]
        return bank_days.is_open(day) and any(_moved(start) == day for start in starts)

    def opens_at(self, debit_on: date) -> datetime:
        """Return when files for a debit day are first taken."""
        return tokyo.at(bank_days.shifted(debit_on, -self.opens_days_before), time.min)

    def closes_at(self, debit_on: date) -> datetime:
        """Return when the desk closes for a debit day."""
        day = bank_days.shifted(debit_on, -self.submit_days_before)
        return tokyo.at(day, self.submit_by) + timedelta(minutes=self.grace_minutes)

    def answers_at(self, debit_on: date) -> datetime:
        """Return when the result is ready."""
        return tokyo.at(bank_days.shifted(debit_on, self.result_days_after), self.result_at)


def debit_at(debit_on: date) -> datetime:
    """Return the moment accounts are debited."""
    return tokyo.at(debit_on, DEBIT_AT)


@cache
def channels() -> dict[str, Channel]:
    """Return the channels by key."""
    rows: list[dict[str, Any]] = parameters.table(__package__, "channels")["channel"]
    return {row["key"]: Channel(**row) for row in rows}


def accounts() -> dict[str, str]:
    """Return the consignor's account for each purpose: where its money is credited."""
    found: dict[str, str] = parameters.table(__package__, "channels")["accounts"]
    return found


def _moved(day: date) -> date:
    return bank_days.calendar().on_or_after(day)

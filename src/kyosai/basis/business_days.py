"""営業日 — calendars of open and closed days; the next, the previous, and the n-th open day."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta


class BeyondCalendar(LookupError):
    """A day lies outside the years a calendar knows."""


@dataclass(frozen=True)
class BusinessDays:
    """A calendar: weekends and the listed days are closed, all others open.

    Asking about a day outside ``first``–``last`` raises: an unknown holiday is not a working day.
    """

    name: str
    version: str
    first: date
    last: date
    closed: Set[date]

    def is_open(self, day: date) -> bool:
        """Tell whether this calendar is open on a day."""
        if not self.first <= day <= self.last:
            raise BeyondCalendar(f"calendar {self.name} {self.version} does not know {day}")
        return day.weekday() < 5 and day not in self.closed

    def on_or_after(self, day: date) -> date:
        """Return the day itself when open, otherwise the next open day."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself when open, otherwise the last open day before it."""
        while not self.is_open(day):
            day -= timedelta(days=1)
        return day

    def add(self, day: date, days: int) -> date:
        """Return the open day that lies so many open days after (or, when negative, before)."""
        step = timedelta(days=1 if days >= 0 else -1)
        for _ in range(abs(days)):
            day += step
            while not self.is_open(day):
                day += step
        return day

    def count(self, earlier: date, later: date) -> int:
        """Count the open days after ``earlier`` up to and including ``later``."""
        days = (later - earlier).days
        return sum(self.is_open(earlier + timedelta(days=n)) for n in range(1, days + 1))

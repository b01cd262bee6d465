"""月 — calendar months, spans of months, fiscal years."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month, such as 2026-10."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month}")

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2026-10."""
        year, month = text.split("-")
        return cls(int(year), int(month))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> "Month":
        return _numbered(self.year * 12 + self.month - 1 + months)

    def __sub__(self, earlier: Self) -> int:
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    @property
    def first_day(self) -> date:
        """The first calendar day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        return self.day(monthrange(self.year, self.month)[1])

    def day(self, number: int) -> date:
        """Return a day of this month."""
        return date(self.year, self.month, number)


@cache
def _numbered(number: int) -> Month:
    """Return a month by its number since January 0; there are few, and each is made once."""
    years, index = divmod(number, 12)
    return Month(years, index + 1)


def span(first: Month, last: Month) -> Iterator[Month]:
    """Yield every month from the first to the last, both included."""
    for distance in range(last - first + 1):
        yield first + distance


def later(day: date, *, months: int) -> date:
    """Return the day of the same number so many months on, or the last day of a shorter month."""
    month = Month.of(day) + months
    return month.day(min(day.day, month.last_day.day))


def period_end(day: date, *, months: int) -> date:
    """Return the last day of a period of months counted from the day after (民法140条・143条).

    It ends the day before its first day comes round again, or with a month that has no such day.
    """
    first = day + timedelta(days=1)
    month = Month.of(first) + months
    if first.day > month.last_day.day:
        return month.last_day
    return month.day(first.day) - timedelta(days=1)


def fiscal_year(day: date) -> int:
    """Return the 年度 a day lies in: it begins on 1 April."""
    return day.year if day.month >= 4 else day.year - 1

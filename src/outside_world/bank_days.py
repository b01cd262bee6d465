"""銀行営業日 — the bank's own calendar, kept apart from ours: two sides may disagree."""

from datetime import date, timedelta
from functools import cache

from kyosai.basis import parameters
from kyosai.basis.business_days import BusinessDays


@cache
def calendar() -> BusinessDays:
    """Return the days banks are open."""
    facts = parameters.table(__package__, "bank_days")
    first, last = facts["first"], facts["last"]
    every_year = {
        date(year, month, day)
        for year in range(first.year, last.year + 1)
        for month, day in ((12, 31), (1, 1), (1, 2), (1, 3))
    }
    return BusinessDays(
        "銀行営業日", facts["version"], first, last, every_year | set(facts["closed"])
    )


def shifted(day: date, days: int) -> date:
    """Return the day so many bank days after (or before) a day."""
    return calendar().add(day, days)


def is_open(day: date) -> bool:
    """Tell whether banks are open; a day beyond the calendar is not."""
    known = calendar()
    return known.first <= day <= known.last and known.is_open(day)


def next_day(day: date) -> date:
    """Return the next bank day after a day."""
    return calendar().on_or_after(day + timedelta(days=1))

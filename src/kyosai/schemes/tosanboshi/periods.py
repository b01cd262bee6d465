"""期間 — months counted as the Civil Code counts them: the day they begin on is left out."""

from datetime import date, timedelta

from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing

A_DAY = timedelta(days=1)


@implements("民法140条", "民法143条", says="{since}から{months}か月は、{result}に満ちます。")
def last_day(since: date, *, months: int) -> date:
    """Return the last day of so many months from a day, which is itself not counted.

    「最後の週、月又は年においてその起算日に応当する日の前日に満了する。ただし…応当する日がないときは、
    その月の末日に満了する」. From the last day of a month the count begins on a first, so it ends
    on a last.
    """
    BelowNothing.refuse(months=months)
    counted_from = since + A_DAY
    month = Month.of(counted_from) + months
    if counted_from.day > month.last_day.day:
        return month.last_day
    return month.day(counted_from.day) - A_DAY


@implements(
    "民法140条",
    "民法143条",
    says="{since}から{until}まで、{months}か月に{result:足ります|足りません}。",
)
def has_lasted(since: date, *, until: date, months: int) -> bool:
    """Tell whether a time from one day to another is so many months or more; refuse it backwards.

    The day on which the last month is full counts as full.
    """
    Backwards.refuse(since, later=until, field="until")
    return until >= last_day(since, months=months)

"""従来の締切 — the cut-offs and first debits of present practice, beside our own clocks."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.clocks import calendars

DECEMBER = 12


@dataclass(frozen=True)
class FirstDebit:
    """The day of the first debit, and the months it takes together."""

    debit_on: date
    months: tuple[Month, ...]


@implements(
    "小規模企業共済法施行規則19条", says="{month}分に間に合うのは、{result}に着いたものまでです。"
)
def received_by(month: Month) -> date:
    """Return the last day for papers that are to count from a month on: the 20th before it.

    For January the 15th of December. On a closed day it is the last open day before.
    """
    before = month + -1
    law = _law().on(before.first_day)
    day = law["cut_off_day_in_december" if before.month == DECEMBER else "cut_off_day"]
    return calendars.office().on_or_before(before.day(day))


@implements(
    "小規模企業共済法施行規則19条", says="{received_on}に着いたものは{result}から反映します。"
)
def reflected_from(received_on: date) -> Month:
    """Return the first month for which papers received on a day count."""
    following = Month.of(received_on) + 1
    return following if received_on <= received_by(following) else following + 1


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法施行規則19条",
    says="最初の引き落としは{result.debit_on}で、{result.months}の分です。",
)
def first_debit(*, applied_on: date) -> FirstDebit:
    """Return the first debit of an application or an increase without cash.

    It comes in the second month after, for the month of the application and the two after it;
    on a closed day it moves to the next open day of the banks.
    """
    law, applied = _law().on(applied_on), Month.of(applied_on)
    month = applied + law["first_debit_after_months"]
    debit_on = calendars.bank().on_or_after(month.day(law["debit_day"]))
    return FirstDebit(debit_on, tuple(months.span(applied, month)))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "legacy_calendar")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

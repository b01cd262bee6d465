"""締切 — on which month a form acts, and on which day a month is debited."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import Month, span
from kyosai.schemes.clocks import calendars
from kyosai.schemes.tosanboshi import periods
from kyosai.schemes.tosanboshi.impossible import Backwards

LONGEST_CLOSURE = 5  # days the office may be closed in a row, counted from the cut-off day


@implements("中小企業倒産防止共済法施行規則36条", says="{month}の書類の締切は{result}です。")
def cut_off_on(month: Month) -> date:
    """Return the last day on which a form must be with SMRJ to act on a month: the 5th.

    The next business day when the office is closed on it.
    """
    return calendars.office().on_or_after(month.day(law_of(month)["cut_off_day"]))


@implements(
    "中小企業倒産防止共済法8条4項",
    "中小企業倒産防止共済法14条4項",
    "中小企業倒産防止共済法施行規則40条2項",
    says="{received_on}に届いた書類は、{result}の請求から働きます。",
)
def acts_in(received_on: date) -> Month:
    """Return the month whose debit a form received on a day changes, stops or starts again.

    Its own month until the cut-off, afterwards the next. The calendar is asked only where a
    closed 5th could matter.
    """
    month = Month.of(received_on)
    day: int = law_of(month)["cut_off_day"]
    if received_on.day <= day:
        return month
    if received_on.day <= day + LONGEST_CLOSURE and received_on <= cut_off_on(month):
        return month
    return month + 1


@implements("中小企業倒産防止共済法施行規則36条1項", says="{month}の振替日は{result}です。")
def debit_on(month: Month) -> date:
    """Return the day of a month's debit: the 27th, or the next bank day."""
    return calendars.bank().on_or_after(month.day(law_of(month)["debit_day"]))


@implements(
    "中小企業倒産防止共済法14条1項",
    "中小企業倒産防止共済法施行規則36条1項",
    says="最初の引き落としは{result}の分をまとめて行います。",
)
def taken_by_first_debit(effective_on: date) -> tuple[Month, ...]:
    """Return the months the first debit takes, the last of them its own: three from the effect on.

    The debit comes in the second month after, in time for the first two months' due date.
    """
    first = Month.of(effective_on)
    return tuple(span(first, first + law_of(first)["first_debit_after_months"]))


@implements("中小企業倒産防止共済法施行規則36条1項")
def needs_new_mandate(*, stopped_on: date, starts_again_on: date) -> bool:
    """Tell whether a stopped contract needs a new mandate: banks drop one unused for a year."""
    Backwards.refuse(stopped_on, later=starts_again_on, field="starts_again_on")
    unused: int = law_of(Month.of(starts_again_on))["mandate_lapses_after_months"]
    return periods.has_lasted(stopped_on, until=starts_again_on, months=unused)


@implements("中小企業倒産防止共済法施行規則36条")
def law_of(month: Month) -> dict[str, Any]:
    """Return the facts of collection in force in a month."""
    return _versions().on(month.first_day)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "collection")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""前納と後納 — what paying ahead takes off, and what paying late adds, alike in both Acts."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.months import Month, later


class Act(Enum):
    """Which Act's ordinance."""

    SKK = "skk"
    TOSANBOSHI = "tosanboshi"


@implements(
    "小規模企業共済法18条",
    "小規模企業共済法施行規則20条",
    "中小企業倒産防止共済法15条1項",
    "中小企業倒産防止共済法施行規則37条1項",
    says="月{monthly_premium}を{paid_on}に前納すると、減額は{result}です。",
)
def prepayment_discount(
    monthly_premium: Yen, *, months: Iterable[Month], paid_on: date, act: Act
) -> Yen:
    """Return what prepaying so many months takes off, cut off below one yen on the sum (inferred).

    「掛金月額の千分の〇・九に、その月前に係る月数を乗じて得た額」: a fraction of a month counts
    whole, before 21 August 2017 only from fifteen days on; twelve months at most. A month not
    paid ahead brings nothing.
    """
    law = _law(act).on(paid_on)
    most: int = law["most_months_ahead"]
    kept: int = law["days_kept_as_a_month"]
    ahead = sum(min(most, _months_ahead(month, paid_on, kept)) for month in months)
    return cut_off(monthly_premium.of(Fraction(law["discount_per_mille"]) / 1000 * ahead))


@implements(
    "小規模企業共済法19条",
    "小規模企業共済法施行規則21条",
    "中小企業倒産防止共済法16条",
    "中小企業倒産防止共済法施行規則38条",
    says="期限{due_on}・納付{paid_on}の月{monthly_premium}の割増金は{result}です。",
)
def premium_surcharge(monthly_premium: Yen, *, due_on: date, paid_on: date, act: Act) -> Yen:
    """Return the surcharge of one month: ten per mille for each whole month late, cut off.

    「納付期限の翌日から納付の日の前日までの月数」, a fraction dropped.
    """
    late = _whole_months(due_on, paid_on)
    return cut_off(
        monthly_premium.of(Fraction(_law(act).on(paid_on)["surcharge_per_mille"], 1000) * late)
    )


def _months_ahead(month: Month, paid_on: date, days_kept: int) -> int:
    """Count months from the payment to the first of a month; so many days more count as one."""
    if month.first_day <= paid_on:
        return 0
    whole = month - Month.of(paid_on)
    if later(paid_on, months=whole) > month.first_day:
        whole -= 1
    return whole + ((month.first_day - later(paid_on, months=whole)).days >= days_kept)


def _whole_months(due_on: date, paid_on: date) -> int:
    """Count whole months from the day after one day to the day before the other."""
    first = date.fromordinal(due_on.toordinal() + 1)
    months = Month.of(paid_on) - Month.of(first)
    return max(0, months if paid_on.day >= first.day else months - 1)


@cache
def _law(act: Act) -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium_payment")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts[act.value]))

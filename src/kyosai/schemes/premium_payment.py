"""前納と後納 — what paying ahead takes off, and what paying late adds, alike in both Acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused

MARCH, JUNE = 3, 6
HALF_A_MONTH = 15


class Act(Enum):
    """Which Act's ordinance."""

    SKK = "skk"
    TOSANBOSHI = "tosanboshi"


class PaidTwice(Refused):
    """A month named twice in one prepayment."""

    reason = "同じ月が2回入っています。前納する月を1回ずつ入れてください。"


class LessThanNothing(Refused):
    """A negative amount of money."""

    reason = "金額が0円より小さくなっています。0円以上にしてください。"


@dataclass(frozen=True)
class Settlement:
    """What the March count transfers in June, and what it carries over."""

    paid: Yen
    carried: Yen
    paid_in: Month


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

    「掛金月額の千分の〇・九に、その月前に係る月数を乗じて得た額」, twelve months at most. A month
    not paid ahead brings nothing.
    """
    _insist_on_money(monthly_premium)
    law, wanted = _law(act).on(paid_on), list(months)
    if len(set(wanted)) < len(wanted):
        raise PaidTwice(field="months")
    most: int = law["most_months_ahead"]
    ahead = sum(min(most, months_ahead(month, paid_on=paid_on, act=act)) for month in wanted)
    return cut_off(monthly_premium.of(Fraction(law["discount_per_mille"]) / 1000 * ahead))


@implements(
    "小規模企業共済法施行規則20条",
    "中小企業倒産防止共済法施行規則37条1項",
    says="{paid_on}に納めた{month}分は、{result}か月前の前納です。",
)
def months_ahead(month: Month, *, paid_on: date, act: Act) -> int:
    """Return by how many months a payment comes before a month, without the ceiling of twelve.

    「一月に切り上げ」 since 2017-08-21; before, 「十四日以下は切り捨て、十五日以上は一月」. The day
    of the payment counts (inferred).
    """
    whole = month - Month.of(paid_on)
    if whole <= 0:
        return 0
    return whole if _counts_as_a_month(paid_on, _law(act).on(paid_on)["fraction"]) else whole - 1


@implements(
    "小規模企業共済法18条",
    "中小企業倒産防止共済法15条1項",
    says="3月末までの前納減額金{accrued}のうち、{result.paid_in}に{result.paid}を振り込みます。",
)
def settlement(accrued: Yen, *, counted_on: date, act: Act) -> Settlement:
    """Return what of the discounts accrued, those carried over among them, is paid in June.

    They are counted at the end of March. Less than 5,000 yen is carried over to the next year.
    """
    _insist_on_money(accrued)
    is_enough = accrued >= Yen(_law(act).on(counted_on)["smallest_transfer"])
    paid_in = Month(counted_on.year, JUNE)
    return (
        Settlement(accrued, Yen(0), paid_in) if is_enough else Settlement(Yen(0), accrued, paid_in)
    )


@implements(
    "小規模企業共済法18条",
    "中小企業倒産防止共済法15条1項",
    says="{paid_on}の前納の減額は、{result}に数えます。",
)
def counted_on(paid_on: date) -> date:
    """Return the end of March at which the discount of a prepayment is counted."""
    march = Month(paid_on.year, MARCH).last_day
    return march if paid_on <= march else Month(paid_on.year + 1, MARCH).last_day


@implements(
    "小規模企業共済法19条1項",
    "小規模企業共済法19条2項",
    "小規模企業共済法施行規則21条",
    "中小企業倒産防止共済法16条",
    "中小企業倒産防止共済法施行規則38条",
    says="期限{due_on}・納付{paid_on}の月{monthly_premium}の割増金は{result}です。",
)
def premium_surcharge(
    monthly_premium: Yen, *, due_on: date, paid_on: date, act: Act, is_first_rebilling: bool = False
) -> Yen:
    """Return the surcharge of one month: ten per mille for each whole month late, cut off.

    It never reaches the 14.6 per cent by days that the Acts set as its ceiling. At the first
    rebilling no more months are charged than the parameter says: none in 小規模企業共済.
    """
    _insist_on_money(monthly_premium)
    law, late = _law(act).on(paid_on), months_late(due_on=due_on, paid_on=paid_on)
    if is_first_rebilling:
        late = min(late, law["months_at_first_rebilling"])
    return cut_off(monthly_premium.of(Fraction(law["surcharge_per_mille"], 1000) * late))


@implements(
    "小規模企業共済法施行規則21条2項",
    "中小企業倒産防止共済法施行規則38条2項",
    "民法143条2項",
    says="{due_on}の期限から{paid_on}の納付まで、月数は{result}です。",
)
def months_late(*, due_on: date, paid_on: date) -> int:
    """Return the whole months between due date and payment.

    「納付期限の翌日から納付の日の前日までの月数」, a fraction dropped. A month that begins on a day
    the last month does not have ends with that month's last day (民法143条2項).
    """
    first = date.fromordinal(due_on.toordinal() + 1)
    months = Month.of(paid_on) - Month.of(first)
    return max(0, months if paid_on.day >= first.day else months - 1)


def _counts_as_a_month(paid_on: date, fraction: str) -> bool:
    """Tell whether what is left of the month of payment counts as one month ahead."""
    assert fraction in {"raised", "fifteen_days"}
    days = (Month.of(paid_on).last_day - paid_on).days + 1
    return fraction == "raised" or days >= HALF_A_MONTH


def _insist_on_money(yen: Yen) -> None:
    if yen < Yen(0):
        raise LessThanNothing(field="monthly_premium")


@cache
def _law(act: Act) -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium_payment")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts[act.value]))

"""退職所得控除 — the years that count, what they take off, and what half of the rest is taxed."""

from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.refusal import Refused

NOTHING = Yen(0)


class NoMonths(Refused):
    """A payment for no time at all."""

    reason = "掛金を納めた月数がありません。1か月以上の月数を入れてください。"


class ImpossibleYears(Refused):
    """Years that overlap beyond the service, or are fewer than none."""

    reason = (
        "重なる年数が、勤続年数をこえているか0年より小さくなっています。年数を確かめてください。"
    )


class ImpossibleIncome(Refused):
    """A payment or a tax below nothing."""

    reason = (
        "退職手当等の金額か、徴収された税額が0円より小さくなっています。0円以上で入れてください。"
    )


@implements("所得税法施行令69条2項", says="納付{months_paid}か月は、勤続{result}年と数えます。")
def years_counted(months_paid: int) -> int:
    """Return the years the deduction counts: months paid, a fraction of a year raised."""
    if months_paid <= 0:
        raise NoMonths(field="months_paid")
    return ceil(Fraction(months_paid, 12))


@implements(
    "所得税法30条3項",
    "所得税法30条6項",
    says="勤続{years}年の退職所得控除額は{result}です。",
)
def retirement_deduction(
    years: int, *, on: date, is_disabled: bool = False, overlapping_years: int = 0
) -> Yen:
    """Return the deduction in yen: by years, never under 800,000, a million more for disability.

    Years that already counted for another payment take their own deduction off (施行令70条).
    """
    law = _law().on(on)
    if not 0 <= overlapping_years <= years:
        raise ImpossibleYears(field="overlapping_years")
    left = yen_by_years(years, on=on) - yen_by_years(overlapping_years, on=on)
    return max(Yen(law["least"]), left) + Yen(law["disability"] if is_disabled else 0)


@implements("所得税法30条3項", says="勤続{years}年の分は{result}です。")
def yen_by_years(years: int, *, on: date) -> Yen:
    """Return what the years alone take off: 400,000 each up to twenty, then 700,000."""
    law = _law().on(on)
    beyond = max(0, years - law["long_years"])
    return Yen(law["yearly"] * (years - beyond) + law["long_yearly"] * beyond)


@implements(
    "所得税法30条2項",
    "所得税法30条4項",
    says="{income}から{deduction}を引いて、課税される退職所得は{result}です。",
)
def taxable_retirement_income(income: Yen, *, deduction: Yen, years: int, on: date) -> Yen:
    """Return half of what exceeds the deduction, cut off below 1,000 yen.

    Five years or fewer (短期退職手当等): what exceeds three million after the deduction is not
    halved. ``years`` are those of the payment itself.
    """
    law = _law().on(on)
    over = max(NOTHING, income - deduction)
    taxed = short_half(over, on=on) if is_short(years, on=on) else over.of(Fraction(1, 2))
    return cut_off(taxed, unit=law["taxable_unit"])


@implements(
    "所得税法30条4項",
    "所得税法施行令69条の2第3項",
    says="勤続{years}年は短期で{result:す|ありません}。",
)
def is_short(years: int, *, on: date) -> bool:
    """Tell whether a payment is 短期: five years or fewer. From this scheme none is 特定役員."""
    bound: int = _law().on(on)["short_years"]
    return years <= bound


@implements("所得税法30条4項", says="控除後{over}のうち、課税されるのは{result}円です。")
def short_half(over: Yen, *, on: date) -> Fraction:
    """Return half of up to three million after the deduction, and the whole of what exceeds it."""
    halved = min(over, Yen(_law().on(on)["short_halved_up_to"]))
    return halved.of(Fraction(1, 2)) + (over - halved).amount


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "retirement_income")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

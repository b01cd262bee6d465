"""退職所得 — what is withheld from a benefit paid at once, with and without the declaration."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.schemes.tax.premium_deduction import income_tax, reconstruction_percent

NOTHING = Yen(0)


class Before(Keyed):
    """What was received before, by which the years to look back differ."""

    USUAL = "ほかの退職手当等"
    AFTER_DC = "確定拠出年金の一時金を先に受けた"
    DC_ITSELF = "これから確定拠出年金の一時金を受ける"


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What the declaration (退職所得の受給に関する申告書) says.

    ``overlapping_years``: whole years that also counted for a payment inside the years looked back
    on. ``paid_this_year`` and ``withheld_this_year``: other retirement payments of the year.
    """

    is_disabled: bool = False
    overlapping_years: int = 0
    paid_this_year: Yen = NOTHING
    withheld_this_year: Yen = NOTHING


@dataclass(frozen=True)
class Withholding:
    """What is kept back: income tax with the reconstruction surtax, and both resident taxes."""

    national: Yen
    municipal: Yen
    prefectural: Yen


@implements("所得税法施行令69条2項", says="納付{months_paid}か月は、勤続{result}年と数えます。")
def years_counted(months_paid: int) -> int:
    """Return the years the deduction counts: months paid, a fraction of a year raised."""
    assert months_paid > 0, "nothing is paid without months"
    return ceil(Fraction(months_paid, 12))


@implements("所得税法30条3項", says="勤続{years}年の退職所得控除額は{result}です。")
def retirement_deduction(
    years: int, *, on: date, is_disabled: bool = False, overlapping_years: int = 0
) -> Yen:
    """Return the deduction in yen: by years, never under 800,000, a million more for disability.

    Years that already counted for another payment take their own deduction off (施行令70条).
    """
    law = _law().on(on)
    assert 0 <= overlapping_years <= years, "an overlap lies inside the service"
    by_years = max(Yen(law["least"]), _by_years(years, law))
    left = max(Yen(law["least"]), by_years - _by_years(overlapping_years, law))
    return left + Yen(law["disability"] if is_disabled else 0)


@implements(
    "所得税法30条2項",
    "所得税法30条4項",
    says="{income}から{deduction}を引いて、課税される退職所得は{result}です。",
)
def taxable_retirement_income(income: Yen, *, deduction: Yen, years: int, on: date) -> Yen:
    """Return half of what exceeds the deduction, cut off below 1,000 yen.

    Five years or fewer: what exceeds three million after the deduction is not halved.
    """
    law = _law().on(on)
    over = max(NOTHING, income - deduction)
    halved_up_to = Yen(law["short_halved_up_to"])
    halved = min(over, halved_up_to) if years <= law["short_years"] else over
    return cut_off(Fraction(halved.amount, 2) + (over - halved).amount, unit=law["taxable_unit"])


@implements(
    "所得税法201条1項",
    "所得税法201条2項",
    "復興財源確保法28条",
    "地方税法328条の2",
    says="申告書があるときの源泉徴収は{result}です。",
)
def withheld_with_declaration(
    lump_sum: Yen, *, months_paid: int, declared: Declared, on: date
) -> Withholding:
    """Return what is withheld from a holder who has declared; resident taxes by 100 yen."""
    law, years = _law().on(on), years_counted(months_paid)
    deduction = retirement_deduction(
        years,
        on=on,
        is_disabled=declared.is_disabled,
        overlapping_years=declared.overlapping_years,
    )
    income = lump_sum + declared.paid_this_year
    taxable = taxable_retirement_income(income, deduction=deduction, years=years, on=on)
    both = 1 + reconstruction_percent(year=on.year) / 100
    national = cut_off(income_tax(taxable, year=on.year).of(both))
    municipal, prefectural = (
        cut_off(taxable.of(Fraction(law[name], 100)), unit=law["resident_unit"])
        for name in ("municipal_percent", "prefectural_percent")
    )
    left = max(NOTHING, national - declared.withheld_this_year)
    return Withholding(left, municipal, prefectural)


@implements("所得税法201条3項", "復興財源確保法28条", says="申告書がないので{result}を徴収します。")
def withheld_without_declaration(lump_sum: Yen, *, on: date) -> Yen:
    """Return 20.42 per cent of the whole, cut off below one yen."""
    return cut_off(lump_sum.of(Fraction(_law().on(on)["undeclared_percent"]) / 100))


@implements(
    "所得税法施行令70条1項2号", says="{before}ときは、前年以前{result}年内の支払いを見ます。"
)
def years_looked_back(before: Before, *, on: date) -> int:
    """Return how many years before this one are searched for other retirement payments."""
    years: int = _law().on(on)["looks_back"][before.key]
    return years


def _by_years(years: int, law: dict[str, Any]) -> Yen:
    beyond = max(0, years - law["long_years"])
    return Yen(law["yearly"] * (years - beyond) + law["long_yearly"] * beyond)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "retirement_income")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""退職所得の源泉徴収 — what is withheld from a benefit paid at once, declared or not."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax.premium_deduction import income_tax, reconstruction_percent
from kyosai.schemes.tax.retirement_deduction import (
    ImpossibleIncome,
    is_short,
    retirement_deduction,
    short_half,
    taxable_retirement_income,
    years_counted,
)

NOTHING = Yen(0)
HALF = Fraction(1, 2)


class ImpossibleMonths(Refused):
    """Months of the year's other payments that cannot be."""

    reason = (
        "今年のほかの退職手当等の月数が正しくありません。重なる月と重ならない月を確かめてください。"
    )


class BothBefore(Refused):
    """Short and general payments in one year, and overlaps with earlier years as well."""

    reason = (
        "短期とそれ以外の退職手当等が同じ年にあり、前の年の分とも重なるときは、"
        "ここでは計算できません。税務署で確定申告をしてください。"
    )


@dataclass(frozen=True)
class Withholding:
    """What is kept back: income tax with the reconstruction surtax, and both resident taxes."""

    national: Yen = NOTHING
    municipal: Yen = NOTHING
    prefectural: Yen = NOTHING


@dataclass(frozen=True, kw_only=True)
class ThisYear:
    """The other retirement payments of the year: their sum, taxes and months of service.

    ``months_shared`` are those our own service covers too, ``months_apart`` those it does not.
    """

    paid: Yen
    withheld: Withholding
    months_apart: int = 0
    months_shared: int = 0
    is_short: bool = False

    def __post_init__(self) -> None:
        taxes = (self.withheld.national, self.withheld.municipal, self.withheld.prefectural)
        if min(self.paid, *taxes) < NOTHING:
            raise ImpossibleIncome(field="this_year")
        if min(self.months_apart, self.months_shared) < 0:
            raise ImpossibleMonths(field="this_year")


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What the declaration (退職所得の受給に関する申告書) says.

    ``overlapping_years``: whole years that also counted for a payment of an earlier year.
    """

    is_disabled: bool = False
    overlapping_years: int = 0
    this_year: ThisYear | None = None


@implements(
    "所得税法201条1項",
    "所得税法201条2項",
    "復興財源確保法28条",
    "地方税法328条の2",
    says="申告書があるときの源泉徴収は、所得税等{result.national}、"
    "市町村民税{result.municipal}、道府県民税{result.prefectural}です。",
)
def withheld_with_declaration(
    lump_sum: Yen, *, months_paid: int, declared: Declared, on: date
) -> Withholding:
    """Return what is withheld from a holder who has declared; resident taxes by 100 yen.

    The year's payments are taxed together; what was withheld from the others is taken off.
    """
    law = _law().on(on)
    taxable = taxable_of_year(lump_sum, months_paid=months_paid, declared=declared, on=on)
    both = 1 + reconstruction_percent(year=on.year) / 100
    national = cut_off(income_tax(taxable, year=on.year).of(both))
    municipal, prefectural = (
        cut_off(taxable.of(Fraction(law[name], 100)), unit=law["resident_unit"])
        for name in ("municipal_percent", "prefectural_percent")
    )
    gone = declared.this_year.withheld if declared.this_year else Withholding()
    return Withholding(
        max(NOTHING, national - gone.national),
        max(NOTHING, municipal - gone.municipal),
        max(NOTHING, prefectural - gone.prefectural),
    )


@implements(
    "所得税法30条2項",
    "所得税法施行令69条1項3号",
    "所得税法施行令71条の2第1項",
    says="今年の課税退職所得は{result}です。",
)
def taxable_of_year(lump_sum: Yen, *, months_paid: int, declared: Declared, on: date) -> Yen:
    """Return the taxable retirement income of the year, this payment with the others, by 1,000 yen.

    The service is the longer one and the months of the other that it does not cover.
    """
    if lump_sum < NOTHING:
        raise ImpossibleIncome(field="lump_sum")
    years, others = years_counted(months_paid), declared.this_year
    if others and others.months_shared > months_paid:
        raise ImpossibleMonths(field="this_year")
    deduction = retirement_deduction(
        years_counted(months_paid + (others.months_apart if others else 0)),
        on=on,
        is_disabled=declared.is_disabled,
        overlapping_years=declared.overlapping_years,
    )
    if others is None or others.is_short is is_short(years, on=on):
        income = lump_sum + (others.paid if others else NOTHING)
        return taxable_retirement_income(income, deduction=deduction, years=years, on=on)
    if declared.overlapping_years:
        raise BothBefore(field="declared")
    return _of_both_sorts(lump_sum, months_paid, others, deduction=deduction, on=on)


@implements("所得税法201条3項", "復興財源確保法28条", says="申告書がないので{result}を徴収します。")
def withheld_without_declaration(lump_sum: Yen, *, on: date) -> Yen:
    """Return twenty per cent of the whole with the surtax on it, cut off below one yen."""
    if lump_sum < NOTHING:
        raise ImpossibleIncome(field="lump_sum")
    surtax = 1 + reconstruction_percent(year=on.year) / 100
    return cut_off(lump_sum.of(Fraction(_law().on(on)["undeclared_percent"], 100) * surtax))


def _of_both_sorts(
    lump_sum: Yen, months_paid: int, others: ThisYear, *, deduction: Yen, on: date
) -> Yen:
    """Return what is taxed of a short and a general payment; unused deduction helps the other."""
    law = _law().on(on)
    ours_is_short = not others.is_short
    short, general = (lump_sum, others.paid) if ours_is_short else (others.paid, lump_sum)
    theirs = others.months_apart + others.months_shared
    years = years_counted(months_paid if ours_is_short else theirs)
    shared = years_counted(others.months_shared) if others.months_shared else 0
    if shared > years:
        raise ImpossibleMonths(field="months_shared")
    of_short = Yen(law["yearly"]) * (years - shared) + Yen(law["yearly"] // 2) * shared
    left_of_short, left_of_general = short - of_short, general - (deduction - of_short)
    over_short = max(NOTHING, left_of_short + min(NOTHING, left_of_general))
    over_general = max(NOTHING, left_of_general + min(NOTHING, left_of_short))
    taxed = short_half(over_short, on=on) + over_general.of(HALF)
    return cut_off(taxed, unit=law["taxable_unit"])


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "retirement_income")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

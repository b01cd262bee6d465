"""小規模企業共済等掛金控除 — what a year's premiums take off income and resident tax."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off


@dataclass(frozen=True)
class Taxes:
    """The taxes of one year on one taxable income."""

    income: Yen
    reconstruction: Yen
    resident: Yen

    @property
    def sum(self) -> Yen:
        """All three together."""
        return self.income + self.reconstruction + self.resident


@dataclass(frozen=True)
class Effect:
    """The taxes without and with the deduction, and what it saves."""

    before: Taxes
    after: Taxes

    @property
    def saved(self) -> Yen:
        """What the premiums save in this year's taxes."""
        return self.before.sum - self.after.sum


@implements("所得税法75条1項", "地方税法34条1項4号")
def effect(*, yearly_premium: Yen, taxable_income: Yen, year: int) -> Effect:
    """Return what a year's premiums do to the taxes on a taxable income.

    The premiums are deducted in full. An estimate: it takes the taxable income to be the same
    for income and resident tax.
    """
    reduced = max(Yen(0), taxable_income - yearly_premium)
    return Effect(taxes(taxable_income, year=year), taxes(reduced, year=year))


@implements("所得税法89条1項", "復興財源確保法13条", "復興財源確保法24条2項", "地方税法314条の3")
def taxes(taxable_income: Yen, *, year: int) -> Taxes:
    """Return income tax, its reconstruction surtax and resident tax.

    Income tax and the surtax are added up before what is below a hundred yen is dropped.
    """
    law = _law().on(date(year, 1, 1))
    taxable = cut_off(Fraction(taxable_income.amount), unit=law["taxable_unit"])
    income = income_tax(taxable, year=year)
    surtax = income.of(reconstruction_percent(year=year) / 100)
    both = cut_off(income.amount + surtax, unit=law["tax_unit"])
    on_income = taxable.of(Fraction(law["resident_percent"]) / 100)
    resident = cut_off(on_income, unit=law["tax_unit"]) + Yen(law["resident_per_head"])
    return Taxes(income, both - income, resident)


@implements("所得税法89条1項")
def income_tax(taxable: Yen, *, year: int) -> Yen:
    """Return income tax by the quick table, before the surtax."""
    for bracket in _law().on(date(year, 1, 1))["brackets"]:
        if taxable.amount <= bracket.get("to", taxable.amount):
            return cut_off(taxable.of(Fraction(bracket["percent"], 100))) - Yen(bracket["less"])
    raise AssertionError("the last bracket has no end")


@implements("復興財源確保法13条")
def reconstruction_percent(*, year: int) -> Fraction:
    """Return the surtax on income tax in per cent."""
    return Fraction(_law().on(date(year, 1, 1))["reconstruction_percent"])


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "income_tax")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

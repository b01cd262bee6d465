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
from kyosai.basis.refusal import Refused


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


class LessThanNothing(Refused):
    """An income or a premium below nothing."""

    reason = "金額が0円より小さくなっています。0円以上で入れてください。"


@implements(
    "所得税法75条1項",
    "地方税法34条1項4号",
    says="年{yearly_premium}の掛金で、{year}年の税は{result.saved}少なくなります。",
)
def effect(*, yearly_premium: Yen, taxable_income: Yen, year: int) -> Effect:
    """Return what a year's premiums do to the taxes on a taxable income.

    The premiums are deducted in full. An estimate: it takes the taxable income to be the same
    for income and resident tax.
    """
    if yearly_premium < Yen(0):
        raise LessThanNothing(field="yearly_premium")
    reduced = max(Yen(0), taxable_income - yearly_premium)
    return Effect(taxes(taxable_income, year=year), taxes(reduced, year=year))


@implements(
    "所得税法89条1項",
    "復興財源確保法13条",
    "復興財源確保法24条2項",
    "地方税法314条の3",
    says="課税所得{taxable_income}の{year}年の所得税等と住民税は{result.sum}です。",
)
def taxes(taxable_income: Yen, *, year: int) -> Taxes:
    """Return income tax, its reconstruction surtax and resident tax.

    Income tax and the surtax are added up before what is below a hundred yen is dropped.
    """
    if taxable_income < Yen(0):
        raise LessThanNothing(field="taxable_income")
    law = _law().on(date(year, 1, 1))
    taxable = cut_off(Fraction(taxable_income.amount), unit=law["taxable_unit"])
    income = income_tax(taxable, year=year)
    surtax = income.of(reconstruction_percent(year=year) / 100)
    both = cut_off(income.amount + surtax, unit=law["tax_unit"])
    on_income = taxable.of(Fraction(law["resident_percent"]) / 100)
    resident = cut_off(on_income, unit=law["tax_unit"]) + Yen(law["resident_per_head"])
    return Taxes(income, both - income, resident)


@implements("所得税法89条1項", says="{taxable}の所得税は{result}です。")
def income_tax(taxable: Yen, *, year: int) -> Yen:
    """Return income tax by the quick table, before the surtax."""
    for bracket in _brackets().on(date(year, 1, 1))["brackets"]:
        if taxable.amount <= bracket.get("to", taxable.amount):
            return cut_off(taxable.of(Fraction(bracket["percent"], 100))) - Yen(bracket["less"])
    raise AssertionError("the last bracket has no end")


@implements(
    "復興財源確保法9条", "復興財源確保法13条", says="{year}年の復興特別所得税は{result}%です。"
)
def reconstruction_percent(*, year: int) -> Fraction:
    """Return the surtax on income tax in per cent: until 2037; that of 2027 on is to be settled."""
    return Fraction(_surtax().on(date(year, 1, 1))["percent"])


@cache
def _brackets() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "brackets")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))


@cache
def _surtax() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "surtax")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "income_tax")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

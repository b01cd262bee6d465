"""付加の配列 — the base months a fiscal year brought, and what they add, by months."""

from datetime import date
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.law import implements
from kyosai.basis.months import fiscal_year
from kyosai.schemes.skk.full_benefit.additional import EVERY, additional_rate
from kyosai.schemes.skk.full_benefit.amounts import FIRST_BASE, Matured, amount_of_tier
from kyosai.schemes.skk.full_benefit.differences import CHANGES
from kyosai.schemes.skk.portfolio.arrays import LONGEST
from kyosai.schemes.skk.portfolio.old_tiers import Column, Counted, growths
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.portfolio.shares import BILLION, Shares
from kyosai.schemes.skk.portfolio.worth import OfTier, Worth

PARTS = 3 * BILLION  # of a yen: rates have five decimals, and a year twelve months
NOWHERE = LONGEST + 1  # the place of a share of nothing


@implements("小規模企業共済法9条5項")
def years_with_additions(population: DatedPopulation) -> list[int]:
    """Return the fiscal years with a rate in which anybody paid; before 1996 there was none."""
    last = fiscal_year(population.last.first_day)
    return [year for year in range(min(CHANGES), last + 1) if additional_rate(year)]


@implements("小規模企業共済法9条3項2号")
def base_months(population: DatedPopulation, *, year: int) -> NDArray[np.int32]:
    """Return the 基準月 each band reached in a fiscal year, nought where it reached none.

    A year has twelve months, and so at most one of them.
    """
    already, until = (population.before(date(each, 4, 1)) for each in (year, year + 1))
    base = until - (until - FIRST_BASE) % EVERY
    return np.where((base >= FIRST_BASE) & (base > already), base, 0)


@implements("小規模企業共済法9条3項2号", "小規模企業共済法12条4項2号")
def worth_at_event(column: Column, *, year: int, of_tier: OfTier | None = None) -> Worth:
    """Return what a tier of today's Act is worth, with the addition since its last base month."""
    return _worth_now(of_tier, year) if of_tier else _worth_by_table(column, year)


@cache
@implements("小規模企業共済法9条3項2号", "小規模企業共済法12条4項2号")
def worth_at_base(column: Column, *, year: int) -> Worth:
    """Return what a base month in a fiscal year adds to a tier of today's Act."""
    rate = additional_rate(year)
    return Worth.of(lambda n: _young(column, n) * rate if n else Fraction(0), parts_a_yen=PARTS)


@cache
@implements("小規模企業共済法9条3項2号", "小規模企業共済法経過措置政令7条")
def shares_at_event(*, year: int) -> Shares:
    """Return by what differences count at the event: by months past the base, then since 2004."""
    now = [_with_addition(year, FIRST_BASE + past) for past in range(EVERY)]
    return Shares.of([share * growth for share in now for growth in growths()])


@cache
@implements("小規模企業共済法9条3項2号", "小規模企業共済法経過措置政令7条")
def shares_at_base(*, year: int) -> Shares:
    """Return by what differences count at a base month: by months since 2004, then ``NOWHERE``."""
    rate = additional_rate(year)
    return Shares.of([*(growth * rate for growth in growths()), Fraction(0)])


@cache
def _worth_by_table(column: Column, year: int) -> Worth:
    return _worth_now(lambda months: _young(column, months), year)


def _worth_now(of_tier: OfTier, year: int) -> Worth:
    return Worth.of(lambda n: of_tier(n) * _with_addition(year, n), parts_a_yen=PARTS)


def _with_addition(year: int, months: int) -> Fraction:
    if months < FIRST_BASE:
        return Fraction(1)
    return 1 + additional_rate(year) * Fraction((months - FIRST_BASE) % EVERY, EVERY)


def _young(column: Column, months: int) -> Fraction:
    """Return a tier's amount by its table alone, and nothing beyond a matured contract's."""
    band = Counted.of(months, before=(0, 0, 0), is_second_kind=column.is_second_kind)
    try:
        return amount_of_tier(column.kind, band=band, months=months)
    except Matured:
        return Fraction(0)

"""全契約の基本額 — basic amounts and allowances of everybody, by a table of what one tier is worth.

The table is filled by the rule for one contract; nothing is rounded before the contract's total.
"""

from fractions import Fraction
from functools import cache

import numpy as np

from kyosai.basis.law import implements
from kyosai.schemes.skk import benefit, cancellation
from kyosai.schemes.skk.benefit import Kind, Threshold
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.population import Population
from kyosai.schemes.skk.portfolio.worth import OfTier, Worth, once_reached, whole_yens
from kyosai.schemes.skk.premium_tiers import TIER


@implements("小規模企業共済法4条2項")
def premiums_paid(population: Population) -> Yens:
    """Return what each contract paid in."""
    return population.added_up(population.monthly_premium.astype(np.int64) * population.months)


@implements("小規模企業共済法9条3項", "小規模企業共済法12条3項2号", "小規模企業共済法12条4項")
def basic_benefits(kind: Kind, *, population: Population, of_tier: OfTier | None = None) -> Yens:
    """Return each contract's 基本額 of a benefit, as ``benefit.basic_benefit`` does one by one.

    ``of_tier`` says what a tier is worth after so many months, instead of the table in force.
    """
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    return _due(threshold, population, Worth.of(of_tier) if of_tier else _tiers_of(kind))


@implements("小規模企業共済法12条1項", "小規模企業共済法12条3項1号")
def cancellation_allowances(population: Population) -> Yens:
    """Return each contract's 解約手当金, as ``cancellation.cancellation_allowance`` does."""
    return _due(Threshold.CANCELLATION, population, _tiers_cancelled())


def _due(threshold: Threshold, population: Population, worth: Worth) -> Yens:
    bands = population.bands
    parts = population.added_up(bands.tiers * worth.parts[bands.months])
    yens = whole_yens(parts, parts_a_yen=worth.parts_a_yen)
    return once_reached(yens, threshold=threshold, population=population)


@cache
def _tiers_of(kind: Kind) -> Worth:
    return Worth.of(lambda months: Fraction(benefit.tier_benefit(kind, months=months)))


@cache
def _tiers_cancelled() -> Worth:
    return Worth.of(lambda months: TIER.of(cancellation.rate(months)) * months)

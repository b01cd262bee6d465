"""全契約の解約手当金 — allowances of any contract: each period's months at its own rates."""

from fractions import Fraction
from functools import cache

import numpy as np

from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Threshold
from kyosai.schemes.skk.full_benefit.benefit_due import TABLES
from kyosai.schemes.skk.full_benefit.differences import CHANGES, cancelled_tier
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.old_tiers import Counted
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.portfolio.worth import Worth, once_reached, whole_yens

PERIODS = range(len(CHANGES) + 1)  # before the first change, between the changes, after the last
PARTS = 100  # of a yen: rates have two decimals of a per cent


@implements(
    "小規模企業共済法12条1項",
    "小規模企業共済法12条3項1号",
    "小規模企業共済法経過措置政令2条3項",
)
def cancellations_due(population: DatedPopulation, *, event: Month) -> Yens:
    """Return each contract's 解約手当金, as ``cancellation_due`` does one by one.

    Refuses months paid after the event.
    """
    TABLES.on(event.first_day)
    population.refuse_after(event)
    months, old = population.bands.months, population.old_tiers
    parts = _a_month(PERIODS[-1]).parts[months] * months
    at_old = months[old.rows]
    ends = [np.zeros_like(at_old), *old.before, at_old]
    parts[old.rows] = sum(
        _a_month(period).parts[at_old] * (ends[period + 1] - ends[period]) for period in PERIODS
    )
    total = population.added_up(population.bands.tiers * parts)
    yens = whole_yens(total, parts_a_yen=PARTS)
    return once_reached(yens, threshold=Threshold.CANCELLATION, population=population)


@cache
def _a_month(period: int) -> Worth:
    """Return what each month of a period brings to a tier, by its months in all."""
    return Worth.of(lambda months: _brought(period, months), parts_a_yen=PARTS)


def _brought(period: int, months: int) -> Fraction:
    if not months:
        return Fraction(0)
    before = tuple(months if period <= change else 0 for change in PERIODS[:-1])
    return cancelled_tier(Counted.of(months, before=before)) / months

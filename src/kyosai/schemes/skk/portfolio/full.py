"""全契約の全額 — whole benefits of everybody: table, differences of older Acts, additions by year.

Whole numbers throughout. Where what was cut off could change the yen, the contract is told alone.
"""

from fractions import Fraction

import numpy as np

from kyosai.basis.arrays import Numbers, refuse_outside
from kyosai.basis.law import implements
from kyosai.basis.months import Month, fiscal_year
from kyosai.schemes.skk.benefit import Kind, Threshold
from kyosai.schemes.skk.full_benefit.additional import EVERY, additional
from kyosai.schemes.skk.full_benefit.amounts import FIRST_BASE, NoJun, amount_of_tier
from kyosai.schemes.skk.full_benefit.benefit_due import SECOND_KIND_MATURES, TABLES
from kyosai.schemes.skk.full_benefit.differences import CHANGES
from kyosai.schemes.skk.full_benefit.paid_months import DatedHistory, bands
from kyosai.schemes.skk.portfolio import additions
from kyosai.schemes.skk.portfolio.additions import NOWHERE, PARTS
from kyosai.schemes.skk.portfolio.arrays import LONGEST, MOST_TIERS, Yens
from kyosai.schemes.skk.portfolio.old_tiers import Column
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.portfolio.shares import BILLION, SLACK
from kyosai.schemes.skk.portfolio.worth import OfTier, Worth, once_reached, whole_yens
from kyosai.schemes.skk.premium_tiers import TIER
from kyosai.schemes.skk.rounding import whole_yen

A_BILLIONTH = PARTS // BILLION
MOST_CUT_OFF = SLACK * MOST_TIERS * A_BILLIONTH


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法9条3項",
    "小規模企業共済法12条3項2号",
    "小規模企業共済法12条4項",
)
def benefits_due(
    kind: Kind,
    *,
    population: DatedPopulation,
    event: Month,
    of_tier: OfTier | None = None,
    is_second_kind: bool = False,
) -> Yens:
    """Return each contract's whole benefit, as ``benefit_due`` does one by one.

    ``of_tier`` says what a tier is worth at the event after so many months, instead of the table in
    force; base months keep the table of their time. ``is_second_kind``: all contracts are 旧第二種.
    Refuses months paid after the event, and what the second kind does not have.
    """
    TABLES.on(event.first_day)
    population.refuse_after(event)
    if is_second_kind:
        _insist_on_second_kind(kind, population)
    column = Column(kind, is_second_kind)
    now = additions.worth_at_event(column, year=fiscal_year(event.first_day), of_tier=of_tier)
    tiers = _tiers(column, population, event, now)
    parts = population.added_up(population.bands.tiers * tiers)
    yens = whole_yens(parts, parts_a_yen=PARTS)
    most = whole_yens(parts + MOST_CUT_OFF, parts_a_yen=PARTS)
    for contract in np.flatnonzero(yens != most).tolist():
        yens[contract] = _alone(column, population.history(contract), event, now)
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    return once_reached(yens, threshold=threshold, population=population)


def _insist_on_second_kind(kind: Kind, population: DatedPopulation) -> None:
    if kind is Kind.JUN:
        raise NoJun(field="kind")
    last = SECOND_KIND_MATURES if kind is Kind.A else SECOND_KIND_MATURES - 1  # matured, it is A's
    refuse_outside(population.paid, field="第二種の納付月数", most=last)


def _tiers(column: Column, population: DatedPopulation, event: Month, now: Worth) -> Numbers:
    """Return what one tier of every band is worth, in parts of a yen."""
    months = population.bands.months
    parts = now.parts[months]
    for year in additions.years_with_additions(population):
        base = additions.base_months(population, year=year)
        parts += additions.worth_at_base(column, year=year).parts[base]
    differences = _differences(column, population, event)
    parts[population.old_tiers.rows] += differences * A_BILLIONTH
    paid = months.astype(np.int64) * (TIER.amount * PARTS)
    return np.maximum(parts, paid) if column.kind is Kind.JUN else parts


def _differences(column: Column, population: DatedPopulation, event: Month) -> Numbers:
    """Return what the older Acts add to one tier of their bands, in billionths of a yen."""
    old = population.old_tiers
    months, at_change = population.bands.months[old.rows], old.before[-1]
    by_past = (months - FIRST_BASE) % EVERY * (LONGEST + 1)
    at_event = additions.shares_at_event(year=fiscal_year(event.first_day))
    shares = at_event.at(by_past + months - at_change)
    for year in additions.years_with_additions(population):
        assert year >= max(CHANGES), "additions began after the last change"
        base = additions.base_months(population, year=year)[old.rows]
        since = np.where(base > 0, base - at_change, NOWHERE)
        shares += additions.shares_at_base(year=year).at(since)
    return np.where(months < FIRST_BASE, 0, shares.times(*old.differences(column)))


def _alone(column: Column, history: DatedHistory, event: Month, now: Worth) -> int:
    """Return a benefit by the rules for one contract, with what a reform changes in each tier."""
    today = additions.worth_at_event(column, year=fiscal_year(event.first_day))
    change, total = now.parts - today.parts, Fraction(0)
    for band in bands(history, is_second_kind=column.is_second_kind):
        months = len(band.months)
        tier = amount_of_tier(column.kind, band=band, months=months)
        tier += additional(column.kind, band=band, event=event)
        tier += Fraction(int(change[months]), PARTS)
        floor = TIER.amount * months if column.kind is Kind.JUN else 0
        total += band.tiers * max(tier, Fraction(floor))
    return whole_yen(total).amount

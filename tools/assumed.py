"""仮定の全契約 — histories as nobody published them, by assumption, until real ones are at hand.

All pay until October 2026. Premiums: more than eight in ten at five usual amounts, the others on
any step. Begun: six in a hundred before April 1996, fourteen more before April 2004, the others
since, most of them lately; 150 months on average. One contract in three changed its premium once or
twice; one in thirty left out some months between.
"""

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.months import Month
from kyosai.schemes.skk.portfolio.arrays import ORIGIN
from kyosai.schemes.skk.portfolio.population import DatedPopulation

SEED = 2026
EVENT = Month(2026, 10)  # the month of everybody's event, and the last one paid
USUAL, SHARES = [70_000, 30_000, 10_000, 20_000, 50_000], [0.25, 0.15, 0.20, 0.12, 0.12]
BEGINNINGS, BEGUN = [Month(1976, 4), Month(1996, 4), Month(2004, 4)], [0.06, 0.14, 0.80]
MEAN_MONTHS = 110  # of contracts begun since April 2004
MOST_MONTHS = EVENT - BEGINNINGS[0] + 1
CHANGED, LEFT_OUT = 3, 30  # one contract in so many
LONGEST_GAP = 24

Draw = np.random.Generator
Column = NDArray[np.int32]


def population(contracts: int) -> DatedPopulation:
    """Return histories of one, two or three stretches."""
    draw = np.random.default_rng(SEED)
    stretches = np.where(draw.random(contracts) < 1 / CHANGED, draw.integers(2, 4, contracts), 1)
    return _paid_until_today(draw, contracts, stretches)


def unchanged(contracts: int) -> DatedPopulation:
    """Return histories of one stretch each."""
    return _paid_until_today(
        np.random.default_rng(SEED), contracts, np.ones(contracts, dtype=np.int64)
    )


def _paid_until_today(draw: Draw, contracts: int, stretches: NDArray[np.int64]) -> DatedPopulation:
    owner = np.repeat(np.arange(contracts, dtype=np.int32), stretches)
    months = np.maximum(1, _months(draw, contracts)[owner] // stretches[owner]).astype(np.int32)
    is_last = np.append(owner[1:] != owner[:-1], True)
    gaps = np.where(
        ~is_last & (draw.random(len(owner)) < CHANGED / LEFT_OUT),
        np.minimum(draw.integers(1, LONGEST_GAP + 1, len(owner)), months - 1),
        0,
    )
    until = np.cumsum(months[::-1])[::-1]  # months from a stretch's first to the very end
    after_contract = np.append(until, 0)[np.flatnonzero(is_last) + 1][owner]
    first = (EVENT - ORIGIN + 1) - (until - after_contract)
    paid = (months - gaps).astype(np.int32)  # the months left out come last in their stretch
    return DatedPopulation(
        contracts, owner, _premiums(draw, len(owner)), paid, first.astype(np.int32)
    )


def _premiums(draw: Draw, count: int) -> Column:
    others = draw.integers(2, 141, count) * 500
    chosen = draw.choice(len(USUAL) + 1, count, p=[*SHARES, 1 - sum(SHARES)])
    return np.where(chosen < len(USUAL), np.array([*USUAL, 0])[chosen], others).astype(np.int32)


def _months(draw: Draw, count: int) -> NDArray[np.int64]:
    """Return the months from a contract's first to the event, both counted."""
    most = np.array([EVENT - beginning + 1 for beginning in BEGINNINGS])
    least = np.append(most[1:], 0)
    era = draw.choice(len(BEGINNINGS), count, p=BEGUN)
    lately = np.minimum(np.ceil(draw.exponential(MEAN_MONTHS, count)), most[-1])
    evenly = least[era] + np.ceil(draw.random(count) * (most[era] - least[era]))
    return np.maximum(1, np.where(era == len(BEGINNINGS) - 1, lately, evenly)).astype(np.int64)

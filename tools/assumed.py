"""仮定の全契約 — histories as nobody published them, by assumption, until real ones are at hand.

Premiums: more than eight in ten at five usual amounts, the others on any step. Months: exponential,
150 on average. One contract in three changed its premium once or twice.
"""

import numpy as np
from numpy.typing import NDArray

from kyosai.schemes.skk.portfolio import Population

SEED = 2026
USUAL, SHARES = [70_000, 30_000, 10_000, 20_000, 50_000], [0.25, 0.15, 0.20, 0.12, 0.12]
MEAN_MONTHS, MOST_MONTHS = 150, 700
CHANGED = 3  # one contract in so many changed its premium


def population(contracts: int) -> Population:
    """Return histories of one, two or three stretches."""
    draw = np.random.default_rng(SEED)
    stretches = np.where(draw.random(contracts) < 1 / CHANGED, draw.integers(2, 4, contracts), 1)
    owner = np.repeat(np.arange(contracts, dtype=np.int32), stretches)
    months = _months(draw, contracts)[owner] // stretches[owner]
    return Population(contracts, owner, _premiums(draw, len(owner)), months.astype(np.int32))


def unchanged(contracts: int) -> Population:
    """Return histories of one stretch each."""
    draw = np.random.default_rng(SEED)
    owner = np.arange(contracts, dtype=np.int32)
    return Population(contracts, owner, _premiums(draw, contracts), _months(draw, contracts))


def _premiums(draw: np.random.Generator, count: int) -> NDArray[np.int32]:
    others = draw.integers(2, 141, count) * 500
    chosen = draw.choice(len(USUAL) + 1, count, p=[*SHARES, 1 - sum(SHARES)])
    return np.where(chosen < len(USUAL), np.array([*USUAL, 0])[chosen], others).astype(np.int32)


def _months(draw: np.random.Generator, count: int) -> NDArray[np.int32]:
    return np.clip(draw.exponential(MEAN_MONTHS, count), 1, MOST_MONTHS).astype(np.int32)

"""契約の混ざりかた — premiums, months and changes of each scheme, as nobody published them.

By assumption until real figures come: five usual premiums for 小規模, 200,000 yen for nearly half
of 倒産防止 and a third of it at the ceiling; months exponential; one in three changed its premium.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
SCHEMES = {"skk": 0.72, "tosanboshi": 0.28}  # 1.66 million and 0.64 million
MEAN_MONTHS, MOST_MONTHS = 150, 700
CHANGED, STRETCHES = 3, 3
CEILING = 8_000_000
USUAL = np.array([70_000, 30_000, 10_000, 20_000, 50_000])
SHARES = np.array([0.25, 0.15, 0.20, 0.12, 0.12])
AT_CEILING, SHORT_MONTHS = 0.35, 24


@dataclass(frozen=True)
class Histories:
    """What each contract has paid: up to three stretches, the oldest first; unused ones are 0.

    ``now`` is today's monthly premium.
    """

    yen: Ints
    months: Ints
    now: Ints

    @property
    def paid(self) -> Ints:
        """The months paid of each contract."""
        return self.months.sum(axis=1)


def skk(draw: np.random.Generator, count: int) -> Histories:
    """Draw histories of 小規模企業共済."""
    others = draw.integers(2, 141, (count, STRETCHES)) * 500
    chosen = draw.choice(len(USUAL) + 1, (count, STRETCHES), p=[*SHARES, 1 - SHARES.sum()])
    yen = np.where(chosen < len(USUAL), np.append(USUAL, 0)[chosen], others)
    months = np.clip(draw.exponential(MEAN_MONTHS, count), 1, MOST_MONTHS).astype(np.int64)
    return _cut(draw, yen, months)


def tosanboshi(draw: np.random.Generator, count: int) -> Histories:
    """Draw histories of 倒産防止共済: a third has reached the ceiling, its last month in part."""
    kind = draw.choice(4, count, p=[0.45, 0.20, 0.30, 0.05])
    steps = [np.full(count, 40), draw.integers(20, 40, count), draw.integers(2, 20, count),
             np.ones(count, np.int64)]  # fmt: skip
    now = np.choose(kind, steps) * 5_000
    to_ceiling = -(-CEILING // now)
    is_full = draw.random(count) < AT_CEILING
    short = np.clip(draw.exponential(SHORT_MONTHS, count), 1, None).astype(np.int64)
    months = np.where(is_full, to_ceiling, np.minimum(short, np.maximum(to_ceiling - 1, 1)))
    last = np.where(is_full, CEILING - now * (to_ceiling - 1), 0)
    whole = np.where(is_full & (last < now), months - 1, months)
    parts = np.stack([whole, months - whole], axis=1)
    return Histories(np.stack([now, last], axis=1), parts, now)


def _cut(draw: np.random.Generator, yen: Ints, months: Ints) -> Histories:
    """Cut the months of one contract in three into two or three stretches."""
    count = len(months)
    stretches = np.where(draw.random(count) < 1 / CHANGED, draw.integers(2, 4, count), 1)
    share = months // stretches
    parts = np.zeros((count, STRETCHES), np.int64)
    for place in range(1, STRETCHES):
        parts[:, place - 1] = np.where(stretches > STRETCHES - place, share, 0)
    parts[:, -1] = months - parts.sum(axis=1)
    return Histories(yen * (parts > 0), parts, yen[:, -1])

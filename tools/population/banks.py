"""銀行と支店 — a made-up master of real size, and how accounts spread over it.

The real one counts 1,146 banks and 28,944 branches (August 2026); a few banks hold most accounts.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

BANKS, BRANCHES = 1_146, 28_944
DIRECT, YUCHO = "9902", "9900"
SHARE_OF_YUCHO, SHARE_OF_DIRECT = 0.12, 0.10
SEED = 9_999
YUCHO_BRANCHES = np.array([f"{number:02d}8" for number in range(1, 100)])  # ab8, from the 記号


@dataclass(frozen=True)
class Master:
    """Each branch once: the code of its bank, its own, and how many accounts it draws."""

    bank: NDArray[np.str_]
    branch: NDArray[np.str_]
    share: NDArray[np.float64]

    def drawn(self, draw: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Draw the branch of each account."""
        found: NDArray[np.int64] = np.searchsorted(
            np.cumsum(self.share), draw.random(count) * self.share.sum()
        )
        return found


@cache
def master() -> Master:
    """Return the master: the same one for every seed of people."""
    draw = np.random.default_rng(SEED)
    codes = np.array([YUCHO, DIRECT, *_others()])
    weight = 1.0 / np.arange(1, BANKS + 1)  # the largest bank twice the second, and so on
    weight *= (1 - SHARE_OF_YUCHO - SHARE_OF_DIRECT) / weight[2:].sum()
    weight[:2] = SHARE_OF_YUCHO, SHARE_OF_DIRECT
    spread = weight**0.5  # branches are spread more evenly than accounts
    sizes = (spread / spread.sum() * (BRANCHES - BANKS)).astype(int) + 1
    sizes[0] = len(YUCHO_BRANCHES)
    bank = np.repeat(codes, sizes)
    branch = np.concatenate([YUCHO_BRANCHES, *(_branches(draw, size) for size in sizes[1:])])
    return Master(bank, branch, np.repeat(weight / sizes, sizes))


def _others() -> list[str]:
    free = (f"{code:04d}" for code in range(1, 9_000))
    return [next(free) for _ in range(BANKS - 2)]


def _branches(draw: np.random.Generator, size: int) -> NDArray[np.str_]:
    return np.char.mod("%03d", np.sort(draw.choice(np.arange(1, 999), size, replace=False)))

"""区分のまとまり — from one premium of a contract down to its next, tiers that count alike.

A contract of one stretch is one band. The stretches of the others are ordered from the highest
premium down: the months of a band are then those of its stretch and of all before it.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.arrays import Numbers, running_sums
from kyosai.schemes.skk.portfolio.arrays import MOST_TIERS, Months


@dataclass(frozen=True, eq=False)
class Bands:
    """The bands of a population, each contract's side by side, the highest first."""

    tiers: NDArray[np.int32]
    months: Months


@dataclass(frozen=True, eq=False)
class Arrangement:
    """Where the bands of contracts with several stretches stand, and in which order they count."""

    places: Numbers
    stretches: Numbers  # the same places, each contract's from its highest premium down
    first: Numbers  # among these, the first of the same contract
    is_lowest: NDArray[np.bool_]

    @classmethod
    def of(cls, contract: NDArray[np.int32], heights: NDArray[np.int32]) -> Self:
        """Arrange stretches by their contracts and the tiers their premiums reach."""
        is_next = contract[1:] == contract[:-1]
        places = np.flatnonzero(np.append(is_next, False) | np.append(False, is_next))
        owner = contract[places]
        rank = owner.astype(np.int64) * 2 * MOST_TIERS - heights[places]
        starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])[: len(owner)])
        lengths = np.diff(np.append(starts, len(owner)))
        is_lowest = np.zeros(len(owner), np.bool_)
        is_lowest[starts + lengths - 1] = True
        stretches = places[np.argsort(rank, kind="stable")]
        return cls(places, stretches, np.repeat(starts, lengths), is_lowest)

    def months(self, months: NDArray[np.integer]) -> Months:
        """Return how many of these months, given by the stretch, count for each band."""
        counted = months.astype(np.int32)
        so_far = running_sums(months[self.stretches])
        counted[self.places] = so_far[1:] - so_far[self.first]
        return counted

    def tiers(self, heights: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return how many tiers each band holds: down to the next lower premium."""
        tiers, ordered = heights.copy(), heights[self.stretches]
        below = np.where(self.is_lowest, 0, np.append(ordered[1:], 0)[: len(ordered)])
        tiers[self.places] = ordered - below
        return tiers

"""区分の値うち — what one tier is worth after so many months, as whole parts of a yen."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.arrays import Numbers
from kyosai.basis.law import implements
from kyosai.schemes.skk.benefit import Threshold, has_reached
from kyosai.schemes.skk.portfolio.arrays import LONGEST, Yens
from kyosai.schemes.skk.portfolio.population import Population

OfTier = Callable[[int], Fraction]  # What a tier is worth after so many months, in yen.


@dataclass(frozen=True, eq=False)
class Worth:
    """A table by months paid; so many parts make a yen that every row is whole."""

    parts: Numbers
    parts_a_yen: int

    @classmethod
    def of(cls, of_tier: OfTier, *, parts_a_yen: int | None = None) -> Self:
        """Fill the table by the rule for one tier."""
        tiers = [of_tier(months) for months in range(LONGEST + 1)]
        unit = parts_a_yen or lcm(*(tier.denominator for tier in tiers))
        assert all(unit % tier.denominator == 0 for tier in tiers), "every row is whole"
        return cls(np.array([int(tier * unit) for tier in tiers]), unit)


@implements("小規模企業共済法22条")
def whole_yens(parts: Numbers, *, parts_a_yen: int) -> Yens:
    """Return whole yen, each total rounded once: fifty sen go up."""
    return (2 * parts + parts_a_yen) // (2 * parts_a_yen)


@implements("小規模企業共済法9条1項", "小規模企業共済法12条1項")
def once_reached(amounts: Yens, *, threshold: Threshold, population: Population) -> Yens:
    """Return the amounts of contracts with the months needed, and nothing for the others."""
    return np.where(_reached(threshold)[population.paid], amounts, 0)


@cache
def _reached(threshold: Threshold) -> NDArray[np.bool_]:
    return np.array([has_reached(threshold, months_paid=n) for n in range(LONGEST + 1)])

"""割合の配列 — shares of yen over arrays, exact to eighteen decimals, in whole numbers.

A product is told in billionths of a yen, a little too low rather than too high: whoever rounds a
total knows by how much at most (``SLACK``), and asks the rule for one where that could matter.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.arrays import Numbers

BILLION = 10**9
SLACK = 10  # billionths of a yen that cutting off may take from a product, at most


@dataclass(frozen=True, eq=False)
class Shares:
    """Shares to eighteen decimals: the whole, its billionths, and the billionths of those."""

    whole: Numbers
    ninth: Numbers  # decimal places one to nine
    eighteenth: Numbers  # decimal places ten to eighteen

    @classmethod
    def of(cls, shares: list[Fraction]) -> Self:
        """Cut shares off after eighteen decimals."""
        cut = [int(share * BILLION**2) for share in shares]
        return cls(
            np.array([each // BILLION**2 for each in cut], np.int64),
            np.array([each // BILLION % BILLION for each in cut], np.int64),
            np.array([each % BILLION for each in cut], np.int64),
        )

    def at(self, places: NDArray[np.integer]) -> Self:
        """Return the shares that stand at these places of a table."""
        return type(self)(self.whole[places], self.ninth[places], self.eighteenth[places])

    def __add__(self, other: Self) -> Self:
        carried, eighteenth = np.divmod(self.eighteenth + other.eighteenth, BILLION)
        more, ninth = np.divmod(self.ninth + other.ninth + carried, BILLION)
        return type(self)(self.whole + other.whole + more, ninth, eighteenth)

    def times(self, yen: Numbers, billionths: Numbers) -> Numbers:
        """Return the product with an amount, in billionths of a yen, never too high."""
        small = (yen * self.eighteenth + billionths * self.ninth) // BILLION
        product: Numbers = (
            yen * (self.whole * BILLION + self.ninth) + billionths * self.whole + small
        )
        return product

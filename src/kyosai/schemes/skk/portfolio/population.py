"""契約の集まり — histories as arrays, each contract's stretches of premium side by side.

Ordered from its highest premium down, a contract's stretches add up to the months of each band of
tiers. A dated population also says when each stretch began, and so what was paid before any day.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Malformed
from kyosai.schemes.skk.full_benefit.paid_months import BEGINNING, DatedHistory, PaidStretch
from kyosai.schemes.skk.portfolio.arrays import (
    LONGEST,
    MOST_TIERS,
    ORIGIN,
    Months,
    Numbers,
    Yens,
)
from kyosai.schemes.skk.portfolio.old_tiers import OldTiers
from kyosai.schemes.skk.premium_tiers import HIGHEST, TIER, Stretch


@dataclass(frozen=True, eq=False)
class Population:
    """Histories by the stretch: which contract, at what monthly premium in yen, for how long.

    ``contract`` counts from nought and never goes down; a contract without a stretch paid nothing.
    Refuses an array that holds what cannot be, naming the first stretch at fault.
    """

    contracts: int
    contract: NDArray[np.int32]
    monthly_premium: NDArray[np.int32]
    months: NDArray[np.int32]

    def __post_init__(self) -> None:
        numbers, premium, months = self.contract, self.monthly_premium, self.months
        assert numbers.shape == premium.shape == months.shape, "a stretch has all three"
        _refuse(months, "納付月数", (months < 0) | (months > LONGEST))
        off_step = (premium < 0) | (premium > HIGHEST.amount) | (premium % TIER.amount != 0)
        _refuse(premium, "掛金月額", off_step)
        backwards = np.diff(numbers, prepend=numbers[:1]) < 0
        _refuse(numbers, "契約", backwards | (numbers < 0) | (numbers >= self.contracts))
        _refuse(numbers, "納付月数の合計", (self.paid > LONGEST)[numbers])

    @cached_property
    def paid(self) -> Numbers:
        """The months paid of each contract."""
        return self.added_up(self.months)

    @cached_property
    def bands(self) -> "Bands":
        """The tiers of every contract, the ones with the same months together."""
        owner, rungs = self.contract, self.monthly_premium[self._order] // TIER.amount
        is_last = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
        below = np.where(is_last, 0, np.append(rungs[1:], 0)[: len(rungs)])
        return Bands(rungs - below, self.of_bands(self.months))

    def of_bands(self, months: NDArray[np.integer]) -> Months:
        """Return how many of these months, given by the stretch, count for each band."""
        so_far = np.append(0, np.cumsum(months[self._order], dtype=np.int64))
        counted: Months = (so_far[1:] - so_far[self._edges][self.contract]).astype(np.int32)
        return counted

    def added_up(self, amounts: NDArray[np.integer]) -> Yens:
        """Return the sum of each contract's amounts, nought where it has none."""
        sums = np.append(0, np.cumsum(amounts, dtype=np.int64))
        return np.diff(sums[self._edges])

    @cached_property
    def _order(self) -> Numbers:
        """The stretches, each contract's from its highest premium down."""
        downwards = MOST_TIERS - self.monthly_premium // TIER.amount
        rank = self.contract.astype(np.int64) * 2 * MOST_TIERS + downwards
        return np.argsort(rank, kind="stable")

    @cached_property
    def _edges(self) -> Numbers:
        return np.append(0, np.cumsum(np.bincount(self.contract, minlength=self.contracts)))


@dataclass(frozen=True, eq=False)
class Bands:
    """Between one premium of a contract and its next lower one lie tiers that count alike."""

    tiers: NDArray[np.int32]
    months: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class DatedPopulation(Population):
    """Histories whose stretches say when they began: ``first`` counts months from January 0.

    A contract's stretches go forward and do not overlap; none begins before December 1965.
    """

    first: NDArray[np.int32]

    def __post_init__(self) -> None:
        assert self.first.shape == self.months.shape, "a stretch has its first month"
        super().__post_init__()
        end, same = self.first + self.months, self.contract[1:] == self.contract[:-1]
        overlaps = np.append(False, same & (end[:-1] > self.first[1:]))[: len(end)]
        too_early = self.first < Month.of(BEGINNING) - ORIGIN
        _refuse(self.first, "最初の月", overlaps | too_early)

    def before(self, day: date) -> Months:
        """Return how many months of each band were paid before a day's month."""
        if day not in self._counted:
            reached = Month.of(day) - ORIGIN - self.first
            self._counted[day] = self.of_bands(np.clip(reached, 0, self.months))
        return self._counted[day]

    def history(self, contract: int) -> DatedHistory:
        """Return what one contract paid, for the rules that look at one."""
        rows = range(self._edges[contract], self._edges[contract + 1])
        return tuple(
            PaidStretch(
                ORIGIN + int(self.first[row]),
                Stretch(Yen(int(self.monthly_premium[row])), int(self.months[row])),
            )
            for row in rows
        )

    @property
    def last(self) -> Month:
        """The last month in which anybody paid, or the first there is."""
        return ORIGIN + max(int((self.first + self.months).max(initial=0)) - 1, 0)

    @cached_property
    def old_tiers(self) -> OldTiers:
        """The bands that began before the last change of the Act."""
        return OldTiers.among(self.before)

    @cached_property
    def _counted(self) -> dict[date, Months]:
        return {}


def _refuse(values: NDArray[np.integer], field: str, is_wrong: NDArray[np.bool_]) -> None:
    if is_wrong.any():
        place = int(np.argmax(is_wrong))
        raise Malformed(place + 1, field, str(values[place]))

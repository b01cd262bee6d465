"""契約の集まり — histories as arrays, each contract's stretches of premium side by side.

A dated population also says when each stretch began, and so what was paid before any day.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.arrays import Numbers, refuse_outside, refuse_where, running_sums
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.full_benefit.paid_months import BEGINNING, DatedHistory, PaidStretch
from kyosai.schemes.skk.portfolio.arrays import LONGEST, ORIGIN, Months, Yens
from kyosai.schemes.skk.portfolio.bands import Arrangement, Bands
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
        refuse_outside(months, field="納付月数", most=LONGEST)
        refuse_outside(premium, field="掛金月額", most=HIGHEST.amount)
        off_step = (premium % TIER.amount != 0) | (premium < TIER.amount)
        refuse_where(off_step, values=premium, field="掛金月額")
        refuse_outside(numbers, field="契約", most=self.contracts - 1)
        backwards = np.append(False, numbers[1:] < numbers[:-1])[: len(numbers)]
        refuse_where(backwards, values=numbers, field="契約")
        if self.paid.max(initial=0) > LONGEST:
            is_long = (self.paid > LONGEST)[numbers]
            refuse_where(is_long, values=numbers, field="納付月数の合計")

    @cached_property
    def paid(self) -> Numbers:
        """The months paid of each contract."""
        return self.added_up(self.months)

    @cached_property
    def bands(self) -> Bands:
        """The tiers of every contract, the ones with the same months together."""
        return Bands(self._arranged.tiers(self._heights), self._arranged.months(self.months))

    @cached_property
    def _heights(self) -> NDArray[np.int32]:
        return self.monthly_premium // TIER.amount

    @cached_property
    def _arranged(self) -> Arrangement:
        return Arrangement.of(self.contract, self._heights)

    def added_up(self, amounts: NDArray[np.integer]) -> Yens:
        """Return the sum of each contract's amounts, nought where it has none."""
        if self._is_one_each:
            return amounts.astype(np.int64)
        return np.diff(running_sums(amounts)[self._edges])

    @cached_property
    def _is_one_each(self) -> bool:
        """Whether every contract has one stretch: then there is nothing to add up."""
        return len(self.contract) == self.contracts and not len(self._arranged.places)

    @cached_property
    def _edges(self) -> Numbers:
        return running_sums(np.bincount(self.contract, minlength=self.contracts))


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
        refuse_where(overlaps | too_early, values=self.first, field="最初の月")

    def before(self, day: date) -> Months:
        """Return how many months of each band were paid before a day's month."""
        if day not in self._counted:
            reached = Month.of(day) - ORIGIN - self.first
            self._counted[day] = self._arranged.months(np.clip(reached, 0, self.months))
        return self._counted[day]

    def refuse_after(self, event: Month) -> None:
        """Refuse months paid after an event."""
        is_after = (self.months > 0) & (self.first + self.months > event - ORIGIN + 1)
        refuse_where(is_after, values=self.first, field="事由の月より後の納付")

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
        """The last month in which anybody paid, or the first of the scheme."""
        start = Month.of(BEGINNING) - ORIGIN
        return ORIGIN + (int((self.first + self.months).max(initial=start + 1)) - 1)

    @cached_property
    def old_tiers(self) -> OldTiers:
        """The bands that began before the last change of the Act."""
        return OldTiers.among(self.before)

    @cached_property
    def _counted(self) -> dict[date, Months]:
        return {}

"""全契約 — the same rules over arrays: one figure a contract, for everybody at once, in whole yen.

A population is a list of stretches of constant premium, each contract's side by side. Ordered from
its highest premium down, a contract's stretches add up to the months of each band of tiers; a table
of the scalar rules says what one tier is worth. Nothing is rounded before the contract's total.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.law import implements
from kyosai.basis.refusal import Malformed
from kyosai.schemes.skk import benefit, cancellation
from kyosai.schemes.skk.benefit import Kind, Threshold
from kyosai.schemes.skk.premium_tiers import HIGHEST, TIER

Yens = NDArray[np.int64]  # One amount a contract, in whole yen.

LONGEST = 1_440  # months; 120 years, longer than anybody pays
_TOP = HIGHEST.amount // TIER.amount


@dataclass(frozen=True)
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
    def paid(self) -> NDArray[np.int64]:
        """The months paid of each contract."""
        return self.added_up(self.months)

    @cached_property
    def bands(self) -> "Bands":
        """The tiers of every contract, the ones with the same months together."""
        rungs = self.monthly_premium // TIER.amount
        order = np.argsort(
            self.contract.astype(np.int64) * 2 * _TOP + (_TOP - rungs), kind="stable"
        )
        owner, rungs = self.contract[order], rungs[order]
        is_last = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
        below = np.where(is_last, 0, np.append(rungs[1:], 0)[: len(rungs)])
        so_far = np.append(0, np.cumsum(self.months[order], dtype=np.int64))
        return Bands(rungs - below, so_far[1:] - so_far[self._edges][owner])

    def added_up(self, amounts: NDArray[np.integer]) -> Yens:
        """Return the sum of each contract's amounts, nought where it has none."""
        sums = np.append(0, np.cumsum(amounts, dtype=np.int64))
        return np.diff(sums[self._edges])

    @cached_property
    def _edges(self) -> NDArray[np.int64]:
        return np.append(0, np.cumsum(np.bincount(self.contract, minlength=self.contracts)))


@dataclass(frozen=True)
class Bands:
    """Between one premium of a contract and its next lower one lie tiers that count alike."""

    tiers: NDArray[np.int32]
    months: NDArray[np.int64]


@implements("小規模企業共済法4条2項")
def premiums_paid(population: Population) -> Yens:
    """Return what each contract paid in."""
    return population.added_up(population.monthly_premium.astype(np.int64) * population.months)


@implements("小規模企業共済法9条3項", "小規模企業共済法12条3項2号", "小規模企業共済法12条4項")
def basic_benefits(
    kind: Kind, *, population: Population, of_tier: Callable[[int], Fraction] | None = None
) -> Yens:
    """Return each contract's 基本額 of a benefit, as ``benefit.basic_benefit`` does one by one.

    ``of_tier`` says what a tier is worth after so many months, instead of the table in force.
    """
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    return _once_reached(threshold, population, _worth(of_tier) if of_tier else _tiers_of(kind))


@implements("小規模企業共済法12条1項", "小規模企業共済法12条3項1号")
def cancellation_allowances(population: Population) -> Yens:
    """Return each contract's 解約手当金, as ``cancellation.cancellation_allowance`` does."""
    return _once_reached(Threshold.CANCELLATION, population, _tiers_cancelled())


@dataclass(frozen=True)
class Worth:
    """What one tier is worth after so many months, as whole parts of a yen."""

    parts: NDArray[np.int64]
    parts_a_yen: int


def _once_reached(threshold: Threshold, population: Population, worth: Worth) -> Yens:
    bands = population.bands
    parts = population.added_up(bands.tiers * worth.parts[bands.months])
    whole = (2 * parts + worth.parts_a_yen) // (2 * worth.parts_a_yen)  # Fifty sen go up.
    has_reached = np.array(
        [benefit.has_reached(threshold, months_paid=months) for months in range(LONGEST + 1)]
    )
    return np.where(has_reached[population.paid], whole, 0)


@cache
def _tiers_of(kind: Kind) -> Worth:
    return _worth(lambda months: Fraction(benefit.tier_benefit(kind, months=months)))


@cache
def _tiers_cancelled() -> Worth:
    return _worth(lambda months: TIER.of(cancellation.rate(months)) * months)


def _worth(of_tier: Callable[[int], Fraction]) -> Worth:
    tiers = [of_tier(months) for months in range(LONGEST + 1)]
    parts_a_yen = lcm(*(tier.denominator for tier in tiers))
    return Worth(np.array([int(tier * parts_a_yen) for tier in tiers]), parts_a_yen)


def _refuse(values: NDArray[np.integer], field: str, is_wrong: NDArray[np.bool_]) -> None:
    if is_wrong.any():
        place = int(np.argmax(is_wrong))
        raise Malformed(place + 1, field, str(values[place]))

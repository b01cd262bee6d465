"""全契約 — the same rules over arrays: one figure a contract, for everybody at once, in whole yen.

A population is a list of stretches of constant premium, each contract's side by side. Ordered from
its highest premium down, a contract's stretches add up to the months of each band of tiers; a table
of the scalar rules says what one tier is worth. Nothing is rounded before the contract's total.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
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
        _refuse(numbers, "納付月数の合計", (self.paid() > LONGEST)[numbers])

    def paid(self) -> Yens:
        """Return the months paid of each contract."""
        return _added_up(self, self.months)


@implements("小規模企業共済法4条2項")
def premiums_paid(population: Population) -> Yens:
    """Return what each contract paid in."""
    return _added_up(population, population.monthly_premium.astype(np.int64) * population.months)


@implements("小規模企業共済法9条3項", "小規模企業共済法12条3項2号", "小規模企業共済法12条4項")
def basic_benefits(kind: Kind, *, population: Population) -> Yens:
    """Return each contract's 基本額 of a benefit, as ``benefit.basic_benefit`` does one by one."""
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    return _once_reached(threshold, population, _tiers_of(kind))


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
    parts = _added_up(population, *_bands(population, worth))
    whole = (2 * parts + worth.parts_a_yen) // (2 * worth.parts_a_yen)  # Fifty sen go up.
    has_reached = np.array(
        [benefit.has_reached(threshold, months_paid=months) for months in range(LONGEST + 1)]
    )
    return np.where(has_reached[population.paid()], whole, 0)


def _bands(population: Population, worth: Worth) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return what each band of tiers is worth, and whose it is.

    Between one premium and the next lower one lie tiers that all count the same months.
    """
    rungs = population.monthly_premium // TIER.amount
    top = HIGHEST.amount // TIER.amount
    order = np.argsort(population.contract.astype(np.int64) * (top + 1) + (top - rungs))
    owner, rungs = population.contract[order], rungs[order]
    is_last = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
    below = np.where(is_last, 0, np.append(rungs[1:], 0)[: len(rungs)])
    return (rungs - below) * worth.parts[_running(population.months[order], owner)], owner


def _running(months: NDArray[np.int32], owner: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the months so far of the same contract, the stretch's own included."""
    sums = np.cumsum(months, dtype=np.int64)
    first = np.searchsorted(owner, owner)
    return sums - sums[first] + months[first]


def _added_up(
    population: Population, amounts: NDArray[np.integer], owner: NDArray[np.int32] | None = None
) -> Yens:
    """Return the sum of each contract's amounts, nought where it has none."""
    sums = np.append(0, np.cumsum(amounts, dtype=np.int64))
    bounds = np.arange(population.contracts + 1)
    edges = np.searchsorted(population.contract if owner is None else owner, bounds)
    return np.diff(sums[edges])


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

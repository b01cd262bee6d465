"""見込みの計算 — month by month, who pays, who leaves, and what that takes, in whole numbers.

Contracts alike in age and months are counted together: a cell. A tier of 500 yen of each cell is
followed for forty years, in thousandths of a yen; what is left in force in billionths. Each month
all pay, then some leave; at the oldest age everybody does.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kyosai.reports.owed.assumptions import (
    AGES,
    BILLION,
    MONTHS_PROJECTED,
    Assumptions,
)
from kyosai.schemes.skk import benefit, cancellation
from kyosai.schemes.skk.benefit import Kind, Threshold
from kyosai.schemes.skk.portfolio.arrays import LONGEST, Yens
from kyosai.schemes.skk.premium_tiers import TIER

Numbers = NDArray[np.int64]
BEGINNING = date(2026, 4, 1)  # the thresholds are those of this day
THOUSAND = 1_000  # parts of a yen
YEAR = 12
STANDING = ("a", "cancelled")
PAID_IN = "premiums"
WAYS = ("a", "b", "jun", "cancelled")
THRESHOLDS = {
    "a": Threshold.EVENT,
    "b": Threshold.OLD_AGE,
    "jun": Threshold.JUN,
    "cancelled": Threshold.CANCELLATION,
}


@dataclass(frozen=True, eq=False)
class Cells:
    """Tiers alike: age in years, months paid of the contract, and of the tier; how many tiers."""

    age: Numbers
    paid: Numbers
    months: Numbers
    tiers: Numbers

    @classmethod
    def of(
        cls, *, age: Numbers, paid: Numbers, months: Numbers, tiers: Numbers
    ) -> tuple["Cells", NDArray[np.intp]]:
        """Group tiers that are alike; return the cells, and which one each row is in."""
        key = (age * (LONGEST + 1) + paid) * (LONGEST + 1) + months
        found, place = np.unique(key, return_inverse=True)
        held = np.zeros(len(found), np.int64)
        np.add.at(held, place, tiers)
        rest, month = np.divmod(found, LONGEST + 1)
        years, total = np.divmod(rest, LONGEST + 1)
        return cls(years, total, month, held), place


@dataclass(frozen=True, eq=False)
class Flows:
    """What all cells together bring and take, and what one tier of each is worth today.

    ``monthly[name]``: thousandths of a yen a month. ``standing[name]``: what all still in force
    would be paid at the end of each year. ``present``: thousandths of a yen a tier of each cell:
    what it will be paid, less what it will pay in.
    """

    monthly: dict[str, Numbers]
    standing: dict[str, Numbers]
    present: Numbers


def flows(cells: Cells, assumed: Assumptions, *, months: int = MONTHS_PROJECTED) -> Flows:
    """Follow every cell for so many months, a whole number of years."""
    in_force = np.full(len(cells.age), BILLION)
    monthly = {name: np.zeros(months, np.int64) for name in (PAID_IN, *WAYS)}
    standing = {name: np.zeros(months // YEAR, np.int64) for name in STANDING}
    present, discounts = np.zeros(len(cells.age), np.int64), assumed.discounts
    for month in range(months):
        if month % YEAR == 0:
            by_age = assumed.by_age[:, np.minimum(cells.age + month // YEAR, AGES - 1)]
        paid, of_tier = (np.minimum(n + month + 1, LONGEST) for n in (cells.paid, cells.months))
        brought = in_force * (TIER.amount * THOUSAND) // BILLION
        taken, left = np.zeros_like(brought), np.zeros_like(brought)
        for way, rate in _rates(assumed, by_age, paid).items():
            leaving = in_force * rate // BILLION
            amount = leaving * _due(way, paid=paid, months=of_tier) // BILLION
            monthly[way][month] = amount @ cells.tiers
            taken += amount
            left += leaving
        in_force -= left
        monthly[PAID_IN][month] = brought @ cells.tiers
        present += (taken * discounts[month + 1] - brought * discounts[month]) // BILLION
        if month % YEAR == YEAR - 1:
            for name, totals in standing.items():
                held = in_force * _due(name, paid=paid, months=of_tier) // BILLION
                totals[month // YEAR] = held @ cells.tiers
    return Flows(monthly, standing, present)


def present_values(found: Flows, *, place: NDArray[np.intp], tiers: Numbers) -> Yens:
    """Return what the tiers of each row are worth today, in thousandths of a yen."""
    worth: Yens = found.present[place] * tiers
    return worth


def _rates(assumed: Assumptions, by_age: Numbers, paid: Numbers) -> dict[str, Numbers]:
    """Return how many billionths leave each way; whom old age does not reach yet stays."""
    a, b, jun = by_age
    cancelled = np.where(a == BILLION, 0, assumed.cancelled[paid])
    return {"a": a, "b": b * reached()["b"][paid], "jun": jun, "cancelled": cancelled}


def _due(way: str, *, paid: Numbers, months: Numbers) -> Numbers:
    """Return what a tier is paid, nothing before the contract's months open the door."""
    due: Numbers = worth()[way][months]
    return due * reached()[way][paid] if paid.min(initial=0) < _needed(way) else due


@cache
def reached() -> dict[str, Numbers]:
    """Return for each way whether so many months paid open its door: one or nought."""
    counted = np.arange(LONGEST + 1)
    return {way: (counted >= _needed(way)).astype(np.int64) for way in WAYS}


@cache
def _needed(way: str) -> int:
    return benefit.months_needed(THRESHOLDS[way], on=BEGINNING)


@cache
def worth() -> dict[str, Numbers]:
    """Return what one tier is paid after so many months, in thousandths of a yen, cut off."""
    kinds = {"a": Kind.A, "b": Kind.B, "jun": Kind.JUN}
    tables = {
        way: [benefit.tier_benefit(kind, months=n) * THOUSAND for n in range(LONGEST + 1)]
        for way, kind in kinds.items()
    }
    tables["cancelled"] = [
        int(TIER.of(cancellation.rate(n)) * n * THOUSAND) for n in range(LONGEST + 1)
    ]
    return {way: np.array(rows, np.int64) for way, rows in tables.items()}

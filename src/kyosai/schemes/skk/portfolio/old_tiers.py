"""古い契約の区分 — bands with months before a change, and what their differences grow to.

The rule for one tier is asked once for each combination of months that occurs; growth is a table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Self

import numpy as np

from kyosai.basis.arrays import Numbers
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.differences import CHANGES, difference
from kyosai.schemes.skk.full_benefit.paid_months import Band
from kyosai.schemes.skk.portfolio.arrays import LONGEST, Months
from kyosai.schemes.skk.portfolio.shares import BILLION


@dataclass(frozen=True)
class Column:
    """Which table a benefit is read from: its kind, and that of the contract."""

    kind: Kind
    is_second_kind: bool = False


@dataclass(frozen=True)
class Counted(Band):
    """One tier of which only the number of months before each change is known."""

    counts: dict[date, int] = field(default_factory=dict)

    @classmethod
    def of(cls, months: int, *, before: tuple[int, ...], is_second_kind: bool = False) -> Self:
        """Return the tier with so many months, and so many of them before each change."""
        some_month = Month.of(max(CHANGES.values()))
        counts = dict(zip(CHANGES.values(), before, strict=True))
        paid = (some_month,) * months
        return cls(tiers=1, months=paid, is_second_kind=is_second_kind, counts=counts)

    def before(self, day: date) -> int:
        """Return the months paid before the day of a change."""
        return self.counts[day]


@dataclass(frozen=True, eq=False)
class OldTiers:
    """The bands that began before the last change: their places, and their months before each."""

    rows: Numbers
    before: tuple[Months, ...]
    distinct: list[tuple[int, ...]]
    which: Numbers  # the place of each band among the distinct ones

    @classmethod
    def among(cls, before_day: Callable[[date], Months]) -> Self:
        """Find them, when told how many months of each band were paid before a day's month."""
        everywhere = [before_day(day) for day in CHANGES.values()]
        rows = np.flatnonzero(everywhere[-1])
        before = tuple(months[rows] for months in everywhere)
        keys = np.zeros(len(rows), np.int64)
        for months in before:
            keys = keys * (LONGEST + 1) + months
        _, found, which = np.unique(keys, return_index=True, return_inverse=True)
        columns = (months[found].tolist() for months in before)
        return cls(rows, before, list(zip(*columns, strict=True)), which)

    def differences(self, column: Column) -> tuple[Numbers, Numbers]:
        """Return each band's differences on the day of the last change: yen, and billionths."""
        parts = [_at_last_change(column, before) for before in self.distinct]
        yen, billionths = np.divmod(np.array(parts, np.int64), BILLION)
        return yen[self.which], billionths[self.which]


@cache
@implements("小規模企業共済法経過措置政令2条")
def growths() -> tuple[Fraction, ...]:
    """Return what one yen of differences grows to in so many months paid after the last change."""
    column = Column(Kind.A)
    at_change = _difference(column, (0, 0, 12), 12)
    return tuple(
        _difference(column, (0, 0, 12), 12 + months) / at_change for months in range(LONGEST + 1)
    )


@cache
def _at_last_change(column: Column, before: tuple[int, ...]) -> int:
    return int(_difference(column, before, before[-1]) * BILLION)


def _difference(column: Column, before: tuple[int, ...], months: int) -> Fraction:
    band = Counted.of(months, before=before, is_second_kind=column.is_second_kind)
    return difference(column.kind, band=band, months=months)

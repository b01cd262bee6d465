"""仮定 — who leaves, who joins, what money earns; dated, and by the month in whole parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.schemes.skk.portfolio.arrays import LONGEST
from kyosai.schemes.skk.premium_tiers import TIER

Numbers = NDArray[np.int64]
BILLION = 10**9  # whoever is in force is counted in billionths, and so are rates
AGES = 131
MONTHS_PROJECTED = 480
LEAVING = ("a", "b", "jun")


@dataclass(frozen=True, eq=False)
class Assumptions:
    """One set of assumptions; rates are billionths a month.

    ``by_age[k][age]`` for 共済金A, 共済金B and 準共済金; ``cancelled[months paid]``.
    """

    title: str
    discount: Fraction
    yearly_return: Fraction
    new_contracts: int
    entry_age: int
    usual_age: int
    new_tiers: int
    by_age: Numbers
    cancelled: Numbers

    @property
    def discounts(self) -> Numbers:
        """What a yen after so many months is worth today, in billionths, cut off."""
        monthly = 1 + self.discount / 12
        worths, worth = [], Fraction(BILLION)
        for _ in range(MONTHS_PROJECTED + 1):
            worths.append(int(worth))
            worth = Fraction(int(worth * BILLION / monthly), BILLION)
        return np.array(worths)


def assumptions(*, on: date) -> Assumptions:
    """Return what is assumed on a day; refuse a day before the first version."""
    return _read(_versions().version_on(on).since)


@cache
def _read(since: date) -> Assumptions:
    facts = _versions().on(since)
    by_age = np.array([_steps(facts["by_age"], "from_age", kind, AGES) for kind in LEAVING])
    by_age[:, facts["oldest"] :] = np.array([[BILLION], [0], [0]])  # nobody stays longer
    return Assumptions(
        title=facts["title"],
        discount=Fraction(facts["discount_percent"]) / 100,
        yearly_return=Fraction(facts["return_percent"]) / 100,
        new_contracts=facts["new_contracts_a_year"],
        entry_age=facts["entry_age"],
        usual_age=facts["usual_age"],
        new_tiers=facts["new_monthly_premium"] // TIER.amount,
        by_age=by_age,
        cancelled=_steps(facts["by_months"], "from_months", "cancelled", LONGEST + 1),
    )


def _steps(rows: Iterable[dict[str, int]], since: str, kind: str, length: int) -> Numbers:
    rates = np.zeros(length, np.int64)
    for row in rows:
        rates[row[since] :] = row[kind] * BILLION // (10**6 * 12)
    return rates


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "assumptions")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

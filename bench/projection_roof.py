"""見込みのものさし — each contract alone, month by month, compiled, in floating point."""

import numba
import numpy as np
from numpy.typing import NDArray

from kyosai.reports.owed import flows
from kyosai.reports.owed.assumptions import BILLION, Assumptions
from kyosai.schemes.skk.portfolio.arrays import LONGEST

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
BROUGHT = 500.0


def tables(assumed: Assumptions) -> tuple[Shares, ...]:
    """Return rates by age, of cancelling and of old age by months, dues by way, discounts."""
    worth, reached = flows.worth(), flows.reached()
    return (
        assumed.by_age / BILLION,
        assumed.cancelled / BILLION,
        np.array([worth[way] * reached[way] / flows.THOUSAND for way in flows.WAYS]),
        reached["b"].astype(np.float64),
        assumed.discounts / BILLION,
    )


@numba.njit(parallel=True, fastmath=True)  # type: ignore[untyped-decorator]
def seriatim(
    ages: Numbers,
    months: Numbers,
    tiers: Numbers,
    by_age: Shares,
    cancelled: Shares,
    due: Shares,
    may_b: Shares,
    discounts: Shares,
    horizon: int,
) -> tuple[Shares, Shares]:
    """Return each contract's present value in yen, and the yearly totals of what is paid out."""
    present = np.zeros(len(ages))
    threads = numba.get_num_threads()
    yearly = np.zeros((threads, horizon // 12))
    oldest = by_age.shape[1] - 1
    for thread in numba.prange(threads):
        for place in range(thread, len(ages), threads):
            in_force, value = 1.0, 0.0
            for month in range(horizon):
                age = min(ages[place] + month // 12, oldest)
                n = min(months[place] + month + 1, LONGEST)
                a, b, jun = by_age[0, age], by_age[1, age] * may_b[n], by_age[2, age]
                gone = cancelled[n] if a < 1.0 else 0.0
                taken = a * due[0, n] + b * due[1, n] + jun * due[2, n] + gone * due[3, n]
                value += in_force * (taken * discounts[month + 1] - BROUGHT * discounts[month])
                yearly[thread, month // 12] += in_force * taken * tiers[place]
                in_force *= 1.0 - (a + b + jun + gone)
                if in_force <= 0.0:
                    break
            present[place] = value * tiers[place]
    return present, yearly.sum(axis=0)

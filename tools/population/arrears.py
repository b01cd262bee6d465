"""未納 — the months some contracts have not paid, as the rows they stand in.

By assumption: most of them lack one month, a few as many as a person has to look at. All of them
failed, for the last time, in the last debit before the story begins.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.months import Month
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle

LAST = Month(2026, 9)  # the sample story begins in October 2026
IN_ARREARS = 0.02
MONTHS, SHARES = (
    (0, 1, 3, 12),
    (1 - IN_ARREARS, 0.8 * IN_ARREARS, 0.15 * IN_ARREARS, 0.05 * IN_ARREARS),
)
NO_FUNDS = "1"


def drawn(draw: np.random.Generator, last_stretch: NDArray[np.int64]) -> list[int]:
    """Draw how many months each contract has not paid: never all of its last stretch."""
    unpaid = draw.choice(MONTHS, len(last_stretch), p=SHARES)
    found: list[int] = np.minimum(unpaid, np.maximum(last_stretch - 1, 0)).tolist()
    return found


def lines(
    number: str, *, scheme: str, bank: str, yen: int, months: int
) -> Iterator[tuple[str, str]]:
    """Yield the rows of a contract's last months, unpaid: each is owed, and each has failed."""
    failed_in = last_cycle(scheme, bank)
    for month, due_on, again in _months(scheme, months):
        debit_on = failed_in.debit_on if month == LAST else month.day(failed_in.channel.regular_day)
        failures = 1 if month == LAST else 2
        yield "premium_due", f"{number}\t{month.first_day}\t{yen}\t{due_on}\t{debit_on}\n"
        yield (
            "premium_arrear",
            (
                f"{number}\t{month.first_day}\t{yen}\t{NO_FUNDS}\t{failures}\t{again}"
                f"\t{failed_in.key}\t\\N\n"
            ),
        )


def last_cycles() -> list[Cycle]:
    """Return every debit day of the last month before the story, of both schemes."""
    return [
        cycle
        for scheme in both.SCHEMES
        for channel in channels.channels(scheme=scheme)
        for cycle in debit_days.cycles(channel, month=LAST)
    ]


@cache
def last_cycle(scheme: str, bank: str) -> Cycle:
    """Return the last debit day of a bank's accounts."""
    channel = channels.channel_for(bank, scheme=scheme, on=LAST.first_day)
    return debit_days.cycle(channel, month=LAST)


@cache
def _months(scheme: str, count: int) -> list[tuple[Month, str, str]]:
    """Return the last months with the day each was due and the month it is asked again."""
    rules = both.rules_for(scheme)
    every = [LAST + -distance for distance in reversed(range(count))]
    return [
        (
            month,
            str(both.due_days(scheme, month)[-1]),
            str(rules.rebilled_in(month, debited_in=LAST, on=LAST.last_day).first_day),
        )
        for month in every
    ]

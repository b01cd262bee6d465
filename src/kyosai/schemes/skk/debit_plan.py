"""引き落としの予定 — a new contract's first debit, the rest of its year, and the deduction."""

from collections.abc import Iterator
from datetime import datetime

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.clocks.promises import NONE, Extensions
from kyosai.schemes.planned_debits import Debit, DebitPlan
from kyosai.schemes.skk import premium


@implements(
    "小規模企業共済法17条1項",
    "所得税法75条1項",
    says="{result.year}年の掛金控除は{result.deduction}です。",
)
def debit_plan(
    *,
    applied_at: datetime,
    channel: Channel,
    monthly_premium: Yen,
    decided_at: datetime | None = None,
    extensions: Extensions = NONE,
) -> DebitPlan:
    """Return the debits an application leads to, when nothing fails.

    The first debit comes on the first day the channel still reaches and takes every month
    since the application; the plan ends with the calendar year of the application. A decision
    too late for that day's file moves the first day, never the months owed. Where the legacy
    calendar is followed the first debit waits for the second month after.
    """
    applied_on = tokyo.in_tokyo(applied_at).date()
    first = debit_days.first_debit(
        channel, applied_at=applied_at, decided_at=decided_at or applied_at, extensions=extensions
    )
    months = premium.taken_by_first_debit(applied_on=applied_on, debit_month=first.month)
    later = [
        Debit(cycle, (cycle.month,), monthly_premium) for cycle in _later(first, applied_on.year)
    ]
    debits = (Debit(first, months, monthly_premium * len(months)), *later)
    paid = [(debit.cycle.debit_on, debit.yen) for debit in debits]
    return DebitPlan(debits, applied_on.year, premium.deduction(paid, year=applied_on.year))


def _later(first: Cycle, year: int) -> Iterator[Cycle]:
    cycle = first
    while cycle.month < Month(year, 12):
        cycle = debit_days.next_cycle_after(cycle)
        yield cycle

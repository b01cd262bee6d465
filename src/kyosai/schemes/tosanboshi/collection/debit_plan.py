"""引き落としの予定 — a new contract's first debit of three months, and the rest of its year."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month, span
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.clocks.promises import NONE, Extensions
from kyosai.schemes.planned_debits import Debit, DebitPlan
from kyosai.schemes.tosanboshi.collection import cut_off


@implements("中小企業倒産防止共済法14条1項", "中小企業倒産防止共済法施行規則36条1項")
def debit_plan(
    *,
    applied_at: datetime,
    channel: Channel,
    monthly_premium: Yen,
    decided_at: datetime | None = None,
    is_on_paper: bool = False,
    extensions: Extensions = NONE,
) -> DebitPlan:
    """Return the debits an application leads to, when nothing fails.

    The first comes in the second month after and takes three months. A decision, or the bank's
    answer to a mandate on paper, too late for that file moves the first day to the next month's,
    never the months owed. The deduction is what falls into the calendar year of the application.
    """
    applied_on = tokyo.in_tokyo(applied_at).date()
    ready_at = max(applied_at, decided_at or applied_at)
    if is_on_paper:
        ready_at += _weeks_on_paper(Month.of(applied_on))
    cycles = _cycles(channel, start=cut_off.taken_by_first_debit(applied_on)[-1], by=extensions)
    first = next(each for each in cycles if ready_at < each.decide_by)
    taken = tuple(span(Month.of(applied_on), first.month))
    debits = [Debit(first, taken, monthly_premium * len(taken))]
    for each in cycles:
        if each.debit_on.year > applied_on.year:
            break
        debits.append(Debit(each, (each.month,), monthly_premium))
    this_year = [debit.yen for debit in debits if debit.cycle.debit_on.year == applied_on.year]
    return DebitPlan(tuple(debits), applied_on.year, total(this_year))


def _weeks_on_paper(month: Month) -> timedelta:
    """Return how long a bank takes to answer a mandate on paper, as told to applicants."""
    return timedelta(weeks=cut_off.law_of(month)["paper_mandate_weeks"])


def _cycles(channel: Channel, *, start: Month, by: Extensions) -> Iterator[Cycle]:
    month = start
    while True:
        yield debit_days.cycle(channel, month=month, extensions=by)
        month = month + 1

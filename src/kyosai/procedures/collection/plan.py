"""引き落としの計画 — dues of the month × mandates → debit requests, once for each cycle."""

from datetime import date, datetime

from django.db import transaction

from kyosai.basis import months
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.procedures.collection.query import ask_treasury
from kyosai.procedures.collection.rebilling import rebilling
from kyosai.records.premiums import cycles, planning, writes
from kyosai.records.premiums.planning import Planned, Reach
from kyosai.schemes import both
from kyosai.schemes.clocks import channels
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.debit_days import Cycle

_LIMIT_OF_UNPAID = 13


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法施行規則19条",
    "中小企業倒産防止共済法14条1項",
    "中小企業倒産防止共済法施行規則36条",
)
def plan(cycle: Cycle, *, at: datetime) -> Planned | None:
    """Decide who is asked for which months on a debit day; nothing when that is done already.

    The first debit takes every month from the application to the debit month, later ones their
    own month, and in even months what failed long enough before.
    """
    with transaction.atomic(durable=True):
        row = cycles.enter(cycle)
        if row.planned_at is not None:
            return None
        if cycle.is_regular:
            _add_dues(cycle)
        planned = planning.ask(
            row,
            floor=cycles.floor_of(row),
            reach=reach(cycle.channel, on=cycle.debit_on),
            rebilling=rebilling(cycle.month, on=cycle.debit_on),
            records=most_records(cycle.channel),
            most_unpaid=most_unpaid(cycle.channel.scheme, on=cycle.debit_on),
        )
        cycles.note_planned(cycle.key, at=at)
    return planned


def note_missed(cycle: Cycle, *, at: datetime) -> bool:
    """Tell treasury that a cut-off passed without a file; the next cycle asks for its months.

    A debit day before the first contract is nobody's loss; return whether this one was.
    """
    with transaction.atomic(durable=True):
        if not planning.is_awaited(
            cycle.key,
            scheme=cycle.channel.scheme,
            is_regular=cycle.is_regular,
            debit_on=cycle.debit_on,
            since=cycle.submit_by,
            reach=reach(cycle.channel, on=cycle.debit_on),
        ):
            return False
        words = f"{cycle.debit_on}の引き落としのファイルを、締切までに作れませんでした。"
        return ask_treasury(f"missed:{cycle.key}", words=words, at=at) is not None


def note_unsound(cycle: Cycle, *, found: str, at: datetime) -> None:
    """Tell treasury that the books contradict themselves, so that no file is made."""
    with transaction.atomic(durable=True):
        words = f"帳簿に食い違いがあるため、{cycle.debit_on}の引き落としを始められません。{found}"
        ask_treasury(f"unsound:{cycle.key}", words=words, at=at)


def reach(channel: Channel, *, on: date) -> Reach:
    """Return the banks of a channel: its own, or all that no other channel has for its own."""
    if channel.banks:
        return Reach(channel.banks, is_named=True)
    every = channels.channels(scheme=channel.scheme, on=on)
    others = [bank for each in every for bank in each.banks]
    return Reach(tuple(others), is_named=False)


def most_records(channel: Channel) -> int:
    """Return how many records a file of a channel may hold."""
    return channel.most_records


@implements("小規模企業共済法7条2項1号", "中小企業倒産防止共済法7条2項1号")
def most_unpaid(scheme: str, *, on: date) -> int:
    """Return how many unpaid months end the debits: from then on a person writes."""
    rules, counts = both.rules_for(scheme), range(1, _LIMIT_OF_UNPAID)
    return next(n for n in counts if rules.is_ground_for_cancellation(n, on=on))


def _add_dues(cycle: Cycle) -> None:
    """Let every contract owe this month, and any month a missed cycle left out."""
    scheme = cycle.channel.scheme
    last = cycles.last_planned_month(scheme)
    first = min(Month.of(last), cycle.month) if last else cycle.month
    for month in months.span(first, cycle.month):
        writes.add_dues(month, scheme=scheme, debit_on=cycle.debit_on)

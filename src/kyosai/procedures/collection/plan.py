"""引き落としの計画 — dues of the month × mandates → debit requests, once for each cycle."""

from datetime import date, datetime
from functools import partial

from django.db import transaction

from kyosai.basis import months, tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.collection import rebilling
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records import in_bulk
from kyosai.records.premiums import cycles, dues, planning
from kyosai.records.premiums.planning import Bounds, Planned, Reach, Since
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
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
    own month or those paid together, and what failed before when its month has come again.
    """
    with transaction.atomic(durable=True):
        row = cycles.enter(cycle)
        if row.planned_at is not None:
            return None
        in_bulk.begin()
        floor = cycles.floor_of(row)
        is_first = cycle.is_regular and _add_dues(cycle)
        dues.lift_holidays(scheme=row.scheme, floor=floor, debit_on=cycle.debit_on)
        planned = planning.ask(
            row,
            since=Since(floor, planned_on=tokyo.in_tokyo(at).date(), looks_back=is_first),
            reach=reach(cycle.channel, on=cycle.debit_on),
            later=_later(cycle),
            bounds=bounds(cycle),
            surcharge=partial(_surcharge, cycle=cycle),
        )
        cycles.note_planned(cycle.key, at=at)
    return planned


def note_missed(cycle: Cycle, *, at: datetime) -> bool:
    """Tell treasury that a cut-off passed without a file; return whether anybody awaited it.

    A debit day before the first contract is nobody's loss. Any other is planned all the same: its
    file lapses, so that everybody hears of it and the next cycle asks for its months.
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
        ask_treasury(f"missed:{cycle.key}", words=words, at=at)
    return True


def note_unsound(cycle: Cycle, *, found: str, at: datetime) -> None:
    """Tell treasury that the books contradict themselves, so that no file is made."""
    with transaction.atomic(durable=True):
        words = f"帳簿に食い違いがあるため、{cycle.debit_on}の引き落としを始められません。{found}"
        ask_treasury(f"unsound:{cycle.key}", words=words, at=at)


def reach(channel: Channel, *, on: date) -> Reach:
    """Return the banks of a channel: its own, or all that no other channel has for its own."""
    banks, is_named = channels.reached_by(channel, on=on)
    return Reach(banks, is_named=is_named)


def _later(cycle: Cycle) -> list[Reach]:
    """Return whom the channels reach that debit on the same day and are not planned yet."""
    every = channels.channels(scheme=cycle.channel.scheme, on=cycle.debit_on)
    same_day = [
        each
        for channel in every
        for each in debit_days.cycles(channel, month=cycle.month)
        if each.debit_on == cycle.debit_on and channel != cycle.channel
    ]
    planned = cycles.planned(each.key for each in same_day)
    return [reach(each.channel, on=cycle.debit_on) for each in same_day if each.key not in planned]


def bounds(cycle: Cycle) -> Bounds:
    """Return where the plan of a cycle ends."""
    scheme = cycle.channel.scheme
    return Bounds(
        records=most_records(cycle.channel),
        most_unpaid=most_unpaid(scheme, on=cycle.debit_on),
        surcharged_after=rebilling.surcharged_after(scheme, on=cycle.debit_on),
    )


def most_records(channel: Channel) -> int:
    """Return how many records a file of a channel may hold."""
    return channel.most_records


@implements("小規模企業共済法7条2項1号", "中小企業倒産防止共済法7条2項1号")
def most_unpaid(scheme: str, *, on: date) -> int:
    """Return how many unpaid months end the debits: from then on a person writes."""
    rules, counts = both.rules_for(scheme), range(1, _LIMIT_OF_UNPAID)
    return next(n for n in counts if rules.is_ground_for_cancellation(n, on=on))


def _add_dues(cycle: Cycle) -> bool:
    """Let every contract owe this month, and any month a missed cycle left out.

    Once for all channels: who joins after the first of them owes by the acceptance itself. Tell
    whether this was the first.
    """
    scheme = cycle.channel.scheme
    last = cycles.last_planned_month(scheme)
    first = Month.of(last) + 1 if last else cycle.month
    owed = list(months.span(first, cycle.month))
    for month in owed:
        dues.add(month, scheme=scheme, debit_on=cycle.debit_on)
    return bool(owed)


def _surcharge(yen: int, due_on: date, *, cycle: Cycle) -> int:
    rules = both.rules_for(cycle.channel.scheme)
    more = rules.premium_surcharge(Yen(yen), due_on=due_on, paid_on=cycle.debit_on)
    return more.amount

"""引き落としの回 — enter each debit day once, lock it, and note how far it has come."""

from collections.abc import Iterable
from datetime import date, datetime

from kyosai.records.premiums.models import Cycle
from kyosai.schemes.clocks import debit_days

__all__ = ["Cycle"]


def enter(cycle: debit_days.Cycle) -> Cycle:
    """Return a debit day's row, locked until the transaction ends; made when it is new."""
    row = Cycle(
        key=cycle.key,
        scheme=cycle.channel.scheme,
        channel=cycle.channel.key,
        month=cycle.month.first_day,
        is_regular=cycle.is_regular,
        debit_on=cycle.debit_on,
        submit_by=cycle.submit_by,
        hand_in_by=cycle.hand_in_by,
        result_at=cycle.result_at,
        remitted_on=cycle.remitted_on,
        confirm_by=cycle.confirm_by,
    )
    Cycle.objects.bulk_create([row], ignore_conflicts=True)
    return locked(cycle.key)


def locked(key: str) -> Cycle:
    """Return a cycle's row, locked until the transaction ends."""
    return Cycle.objects.select_for_update().get(key=key)


def known(key: str) -> Cycle | None:
    """Return a cycle's row as it stands, if the day has come up yet."""
    return Cycle.objects.filter(key=key).first()


def planned(keys: Iterable[str]) -> set[str]:
    """Return which of these cycles have been planned."""
    rows = Cycle.objects.filter(key__in=list(keys), planned_at__isnull=False)
    return set(rows.values_list("key", flat=True))


def note_planned(key: str, *, at: datetime) -> None:
    """Note that who is asked for what has been settled."""
    Cycle.objects.filter(key=key).update(planned_at=at)


def note_built(key: str, *, at: datetime) -> None:
    """Note that every file of the cycle has been made."""
    Cycle.objects.filter(key=key).update(built_at=at)


def note_settled(key: str, *, at: datetime) -> None:
    """Note that every request of the cycle has its final answer."""
    Cycle.objects.filter(key=key).update(settled_at=at)


def note_confirmed(key: str, *, at: datetime) -> None:
    """Note that bank, journal and dues agree."""
    Cycle.objects.filter(key=key).update(confirmed_at=at)


def to_build() -> list[str]:
    """Return the cycles that are planned and have no files yet."""
    rows = Cycle.objects.filter(planned_at__isnull=False, built_at__isnull=True)
    return list(rows.order_by("submit_by").values_list("key", flat=True))


def under_way() -> list[Cycle]:
    """Return the cycles whose files are made and whose answers are not all in."""
    rows = Cycle.objects.filter(built_at__isnull=False, settled_at__isnull=True)
    return list(rows.order_by("result_at"))


def to_confirm() -> list[str]:
    """Return the cycles whose answers are in and that nobody has reconciled."""
    rows = Cycle.objects.filter(settled_at__isnull=False, confirmed_at__isnull=True)
    return list(rows.order_by("settled_at").values_list("key", flat=True))


def to_remit() -> list[str]:
    """Return the keys of the cycles whose answers are in and whose money is not."""
    return [row.key for row in unremitted()]


def unremitted() -> list[Cycle]:
    """Return the cycles whose answers are in and whose money is not, the earliest first."""
    rows = Cycle.objects.filter(settled_at__isnull=False, remitted_at__isnull=True)
    return list(rows.order_by("remitted_on", "key"))


def remitted_days() -> list[date]:
    """Return the days on which money of answered cycles is still to come."""
    return sorted({row.remitted_on for row in unremitted()})


def of_day(*, scheme: str, channel: str, debit_on: date) -> str | None:
    """Return the cycle of a scheme's channel on a day, if there is one."""
    rows = Cycle.objects.filter(scheme=scheme, channel=channel, debit_on=debit_on)
    return rows.values_list("key", flat=True).first()


def note_remitted(key: str, *, at: datetime) -> None:
    """Note that the bank has credited what the cycle collected."""
    Cycle.objects.filter(key=key).update(remitted_at=at)


def last_planned_month(scheme: str) -> date | None:
    """Return the newest month for which a scheme's dues were planned."""
    rows = Cycle.objects.filter(scheme=scheme, is_regular=True, planned_at__isnull=False)
    return rows.order_by("-month").values_list("month", flat=True).first()


def floor_of(cycle: Cycle) -> date:
    """Return the debit day two regular days back: what was promised since may still be unasked.

    Two, not one: a contract accepted while a cycle was being planned must not be forgotten.
    """
    rows = Cycle.objects.filter(
        scheme=cycle.scheme,
        channel=cycle.channel,
        is_regular=True,
        planned_at__isnull=False,
        debit_on__lt=cycle.debit_on,
    )
    days = list(rows.order_by("-debit_on").values_list("debit_on", flat=True)[:2])
    return days[1] if len(days) == 2 else date.min

"""入金の照会 — statements nobody has read, what came in for a cycle, and what fits nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Sum

from kyosai.records import locks
from kyosai.records.remittances.models import (
    BankStatement,
    ReturnedEntry,
    StatedBalance,
    StatementEntry,
    StatementReading,
)

__all__ = ["StatementEntry"]


@dataclass(frozen=True)
class Unread:
    """A statement that nobody has read."""

    name: str
    digest: str
    content: bytes


@dataclass(frozen=True)
class Remitted:
    """How many entries brought a cycle's money, and how much."""

    count: int
    yen: int


def kept(names: Iterable[str]) -> set[str]:
    """Return which of these statements are kept already."""
    rows = BankStatement.objects.filter(name__in=list(names))
    return set(rows.values_list("name", flat=True))


def last_fetched_at() -> datetime | None:
    """Return when a statement was last fetched."""
    at: datetime | None = BankStatement.objects.aggregate(at=Max("fetched_at"))["at"]
    return at


def to_read() -> list[str]:
    """Return the statements nobody has read, in the order of their names: day by day."""
    rows = BankStatement.objects.filter(reading__isnull=True)
    return list(rows.order_by("name").values_list("name", flat=True))


def unread(name: str) -> Unread | None:
    """Return a statement if nobody has read it; until the transaction ends nobody else will.

    Statements are read one at a time: each goes on from the balance of the one before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('bank_statement'))")
    row = BankStatement.objects.filter(name=name).first()
    if row is None or StatementReading.objects.filter(statement_id=name).exists():
        return None
    return Unread(row.name, row.digest, bytes(row.content))


def was_taken(digest: str) -> bool:
    """Tell whether the same bytes have been taken in under another name."""
    rows = StatementReading.objects.filter(outcome="taken", statement__digest=digest)
    return rows.exists()


def last_balance(scheme: str) -> tuple[date, int] | None:
    """Return the last day told of an account, and its balance then."""
    rows = StatedBalance.objects.filter(scheme=scheme).order_by("-first_on")
    return rows.values_list("last_on", "closing").first()


def balances() -> list[tuple[str, date, int]]:
    """Return each account's last day told, and its balance then."""
    rows = StatedBalance.objects.order_by("scheme", "-first_on").distinct("scheme")
    return list(rows.values_list("scheme", "last_on", "closing"))


def moved_until(scheme: str, *, on: date) -> int | None:
    """Return by how much the bank says an account grew from the first statement to a day's end.

    Nothing while the bank has not told the day.
    """
    rows = StatedBalance.objects.filter(scheme=scheme)
    told = rows.filter(first_on__lte=on, last_on__gte=on).values_list("closing", flat=True).first()
    first = rows.order_by("first_on").values_list("opening", flat=True).first()
    return None if told is None or first is None else told - first


def paid_out_on(scheme: str, *, on: date) -> int:
    """Return the yen of our payments the bank booked on a day."""
    rows = StatementEntry.objects.filter(scheme=scheme, booked_on=on, is_credit=False)
    return int(rows.exclude(paid="").aggregate(yen=Sum("yen"))["yen"] or 0)


def of_cycle(cycle: str) -> Remitted:
    """Return what came in for a cycle."""
    told = StatementEntry.objects.filter(cycle_id=cycle, is_credit=True).aggregate(
        count=Count("ordinal"), yen=Sum("yen")
    )
    return Remitted(told["count"], int(told["yen"] or 0))


def entry(statement: str, ordinal: int) -> StatementEntry | None:
    """Return one entry of a statement."""
    return StatementEntry.objects.filter(statement_id=statement, ordinal=ordinal).first()


def is_returned(statement: str, ordinal: int) -> bool:
    """Tell whether an entry is owed back to a holder already."""
    return ReturnedEntry.objects.filter(statement_id=statement, ordinal=ordinal).exists()


def unmatched(limit: int = 200) -> list[StatementEntry]:
    """Return the entries that name no cycle or payment of ours and nobody's, the newest first."""
    returned = ReturnedEntry.objects.filter(
        statement_id=OuterRef("statement_id"), ordinal=OuterRef("ordinal")
    )
    rows = StatementEntry.objects.filter(~Exists(returned), cycle__isnull=True, paid="")
    return list(rows.order_by("-booked_on", "statement_id", "ordinal")[:limit])


def unmatched_of(scheme: str, *, yen: int) -> StatementEntry | None:
    """Return the oldest unmatched entry of money in, of exactly so many yen; nothing without one.

    Until the transaction ends nobody else finds it.
    """
    locks.hold("unmatched_entries", scheme)
    found = [
        each for each in unmatched() if each.is_credit and (each.scheme, each.yen) == (scheme, yen)
    ]
    return found[-1] if found else None


def refused(limit: int = 100) -> list[tuple[str, datetime, str]]:
    """Return the statements refused whole: name, when, why."""
    rows = StatementReading.objects.filter(outcome="refused").order_by("-at")
    return list(rows.values_list("statement_id", "at", "refusal")[:limit])

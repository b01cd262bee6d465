"""催告の記録 — who was warned of which months, whether it reached them, and who still owes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kyosai.basis.months import Month
from kyosai.records.premiums.models import Delivered, Warned


@dataclass(frozen=True)
class AtLimit:
    """A contract with too many unpaid months to be asked, and nobody warned of this stretch."""

    contract: str
    scheme: str
    party: UUID
    since: Month
    unpaid: int
    yen: int


@dataclass(frozen=True)
class Undelivered:
    """A warning of which nothing proves yet that it reached its holder."""

    contract: str
    party: UUID
    since: Month
    warned_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True)
class Unanswered:
    """A warning that reached its holder, who still owes."""

    contract: str
    scheme: str
    party: UUID
    since: Month
    delivered_on: date
    kind: str
    unpaid: int
    yen: int


def to_warn(cycle: str) -> list[AtLimit]:
    """Return whom a cycle left out for too many unpaid months, and nobody has warned of them."""
    with connection.cursor() as cursor:
        cursor.execute(TO_WARN, [cycle])
        return [
            AtLimit(contract, scheme, party, Month.of(since), unpaid, yen)
            for contract, scheme, party, since, unpaid, yen in cursor
        ]


TO_WARN = """
SELECT l.contract_id, c.scheme, c.party_id, a.since, a.unpaid, a.yen
FROM debit_left_out l JOIN contract c ON c.number = l.contract_id
JOIN LATERAL (
    SELECT min(month) AS since, count(*) AS unpaid, sum(yen)::bigint AS yen FROM premium_arrear
    WHERE contract_id = l.contract_id
) a ON a.unpaid > 0
WHERE l.cycle_id = %s AND l.reason = 'too_many_unpaid' AND NOT EXISTS (
    SELECT FROM premium_warned w WHERE w.contract_id = l.contract_id AND w.since = a.since
)
ORDER BY l.contract_id
"""


def note_warned(contract: str, *, since: Month, notice: str, at: datetime) -> None:
    """Note that a holder was warned, and by which notice."""
    Warned.objects.create(contract_id=contract, since=since.first_day, notice_key=notice, at=at)


def undelivered() -> list[Undelivered]:
    """Return the warnings without proof of delivery, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(UNDELIVERED)
        return [
            Undelivered(contract, party, Month.of(since), warned_at, opened_at)
            for contract, party, since, warned_at, opened_at in cursor
        ]


UNDELIVERED = """
SELECT w.contract_id, c.party_id, w.since, w.at, r.read_at
FROM premium_warned w JOIN contract c ON c.number = w.contract_id
JOIN notice n ON n.key = w.notice_key LEFT JOIN notice_reading r ON r.notice_id = n.id
WHERE NOT EXISTS (
    SELECT FROM premium_warning_delivered d
    WHERE d.contract_id = w.contract_id AND d.since = w.since
)
ORDER BY w.at, w.contract_id
"""


def note_delivered(contract: str, *, since: Month, kind: str, on: date, words: str = "") -> None:
    """Note what proves that a warning reached its holder; noted twice, the first stays."""
    row = Delivered(
        contract_id=contract, since=since.first_day, kind=kind, on=on, words=words[:500]
    )
    Delivered.objects.bulk_create([row], ignore_conflicts=True)


def unanswered(*, delivered_before: date) -> list[Unanswered]:
    """Return warnings that reached their holders before a day and whose months are still unpaid."""
    with connection.cursor() as cursor:
        cursor.execute(UNANSWERED, [delivered_before])
        return [
            Unanswered(contract, scheme, party, Month.of(since), *told)
            for contract, scheme, party, since, *told in cursor
        ]


UNANSWERED = """
SELECT d.contract_id, c.scheme, c.party_id, d.since, d.on, d.kind, a.unpaid, a.yen
FROM premium_warning_delivered d
JOIN contract c ON c.number = d.contract_id AND c.status = 'active'
JOIN LATERAL (
    SELECT min(month) AS since, count(*) AS unpaid, sum(yen)::bigint AS yen FROM premium_arrear
    WHERE contract_id = d.contract_id
) a ON a.since = d.since
WHERE d.on < %s ORDER BY d.on, d.contract_id
"""

"""仕訳帳の封印 — stretches of the journal in a fixed order, each closed by a chained digest.

The order is that of the posting transaction and, within it, of the key. A stretch is taken only
when every transaction before its end has ended, so nothing can come late into what is sealed;
the rows are hashed as PostgreSQL's COPY writes them, so that anybody can do it again.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import connection
from django.db.models import Sum

from kyosai.records.ledger.models import Seal

__all__ = ["Seal"]
ROWS_A_SEAL = 4096
FINGERPRINT = 8  # bytes: enough to tell the rows of one seal apart


class Place(NamedTuple):
    """Where a row stands in the order of the journal."""

    posted_in: int
    key: bytes


class Head(NamedTuple):
    """The newest seal: its number and digest, and where it ends."""

    number: int
    digest: str
    end: Place


class OrderLost(Exception):
    """This cluster numbers transactions below what is sealed: it must go on above it (0007)."""


BEGINNING = Head(0, "0" * 64, Place(0, b""))


def head(*, lock: bool = False) -> Head:
    """Return the end of the chain; locked while somebody makes it longer."""
    if lock:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger_seal'))")
    last = newest()
    return head_of(last) if last else BEGINNING


def newest() -> Seal | None:
    """Return the last seal, without what it remembers of each row."""
    return Seal.objects.order_by("-number").defer("fingerprints").first()


def head_of(seal: Seal) -> Head:
    """Return a seal as the head of the chain it ends."""
    return Head(seal.number, seal.digest, Place(seal.last_posted_in, seal.last_key.encode()))


def chain(*, after: int = 0) -> Iterator[Seal]:
    """Yield the seals in the order of their numbers."""
    yield from Seal.objects.filter(number__gt=after).order_by("number").iterator(chunk_size=200)


def append(before: Head, rows: Sequence[bytes], *, at: datetime) -> Head:
    """Seal the rows that follow a head; return the new head."""
    end = place_of(rows[-1])
    seal = Seal.objects.create(
        number=before.number + 1,
        previous=before.digest,
        digest=digest(before.number + 1, rows, previous=before.digest, at=at),
        count=len(rows),
        last_posted_in=end.posted_in,
        last_key=end.key.decode(),
        fingerprints=b"".join(map(fingerprint, rows)),
        sealed_at=at,
    )
    return head_of(seal)


def digest(number: int, rows: Sequence[bytes], *, previous: str, at: datetime) -> str:
    """Return the SHA-256 of a heading line and the rows."""
    heading = f"{number}\t{previous}\t{at.astimezone(UTC).isoformat()}\n"
    return sha256(b"".join([heading.encode(), *rows])).hexdigest()


def fingerprint(row: bytes) -> bytes:
    """Return the few bytes by which a row is told from its neighbours."""
    return sha256(row).digest()[:FINGERPRINT]


def place_of(row: bytes) -> Place:
    """Return where a row stands."""
    posted_in, key, _ = row.split(b"\t", 2)
    return Place(int(posted_in), _ESCAPED.sub(_plain, key) if b"\\" in key else key)


def unsealed(*, after: Place) -> Iterator[bytes]:
    """Yield the rows after a place that nothing can come before any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        following = cursor.fetchone()[0]
    if following <= after.posted_in:
        raise OrderLost(f"sealed up to {after.posted_in}, the next transaction is {following}")
    settled = "posted_in < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
    yield from _rows(settled, after, ())


def sealed(*, after: Place, until: Place) -> Iterator[bytes]:
    """Yield the rows after one place up to another, as they stand now."""
    yield from _rows("posted_in <= %s AND (posted_in, key) <= (%s, %s)", after, _twice(until))


def count_sealed() -> int:
    """Return how many rows the chain covers."""
    return int(Seal.objects.aggregate(rows=Sum("count"))["rows"] or 0)


def count_unsealed(*, after: Place) -> int:
    """Return how many rows follow a place."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ledger_transfer WHERE {AFTER}", _twice(after))
        return int(cursor.fetchone()[0])


# The first condition lets the index leave out whole stretches, the second is exact.
AFTER = "posted_in >= %s AND (posted_in, key) > (%s, %s)"
ROWS = """
COPY (
    SELECT posted_in, key, fiscal_year, contract, kind, debit, credit, yen, effective_on,
        posted_at, case_number
    FROM ledger_transfer WHERE {after} AND {limit} ORDER BY posted_in, key
) TO STDOUT
"""


def _rows(limit: str, after: Place, until: Sequence[int | str]) -> Iterator[bytes]:
    """Read on a connection of its own, so that seals can be written while rows come in."""
    with closing(connection.copy()) as line, line.cursor() as cursor:
        cursor.execute("SET datestyle = ISO, YMD")
        cursor.execute("SET timezone = 'UTC'")
        statement = ROWS.format(after=AFTER, limit=limit)
        with cursor.copy(statement, [*_twice(after), *until]) as rows:
            for row in rows:
                yield bytes(row)


def _twice(place: Place) -> tuple[int, int, str]:
    return place.posted_in, place.posted_in, place.key.decode()


_ESCAPED = re.compile(rb"\\(.)")
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _plain(escaped: "re.Match[bytes]") -> bytes:
    return _LETTERS.get(escaped[1], escaped[1])

"""貸出し — what a reader of a company may ask, by the company's own way into the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connections
from django.db.backends.utils import CursorWrapper

from kyosai.basis.refusal import Refused
from kyosai.records.keying.wall import COMPANIES, role_of


class LeaseOver(Refused):
    """The picture is not, or no longer, lent to this reader."""

    reason = "この項目の時間が過ぎました。次の項目を開いてください。"


class NothingLent(Refused):
    """There is nothing to lend to this reader just now."""

    reason = "今、入力する項目はありません。"


class TooMany(NothingLent):
    """More in an hour than a person reads."""

    reason = "1時間に開ける数をこえました。監督に連絡してください。"


@dataclass(frozen=True)
class Lent:
    """One box, lent to one reader for a few minutes."""

    id: UUID
    title: str
    label: str
    hint: str
    shape: str


REFUSALS: dict[str, type[NothingLent]] = {"too many": TooMany}


def take(company: str, *, worker: str) -> Lent:
    """Lend the next box to a reader, or the one they hold; NothingLent when there is none."""
    with _at(company) as cursor:
        cursor.execute(
            "SELECT lent, title, label, hint, shape, refusal FROM keying.take(%s)", [worker]
        )
        *lent, refusal = cursor.fetchone()
    if refusal:
        raise REFUSALS.get(refusal, NothingLent)
    return Lent(*lent)


def picture(company: str, *, lease: UUID, worker: str) -> bytes:
    """Return the picture of a box that is lent to this reader now."""
    with _at(company) as cursor:
        cursor.execute("SELECT keying.picture(%s, %s)", [lease, worker])
        (content,) = cursor.fetchone()
    if content is None:
        raise LeaseOver
    return bytes(content)


def shape(company: str, *, lease: UUID, worker: str) -> str:
    """Return how the answer to a lent box is written."""
    with _at(company) as cursor:
        cursor.execute("SELECT keying.shape_of(%s, %s)", [lease, worker])
        (found,) = cursor.fetchone()
    if found is None:
        raise LeaseOver
    return str(found)


def give(company: str, *, lease: UUID, worker: str, value: str, is_unreadable: bool) -> None:
    """Hand in what a reader reads in a lent box; the lease ends with it."""
    with _at(company) as cursor:
        cursor.execute(
            "SELECT keying.give(%s, %s, %s, %s)", [lease, worker, value[:200], is_unreadable]
        )
        (taken,) = cursor.fetchone()
    if not taken:
        raise LeaseOver


def put_back(company: str, *, lease: UUID, worker: str) -> None:
    """Give a box back unread: somebody else of the company may read it."""
    with _at(company) as cursor:
        cursor.execute("SELECT keying.put_back(%s, %s)", [lease, worker])


def tally(company: str, *, worker: str) -> tuple[int, Decimal | None]:
    """Return how many boxes a reader read in the last day, and in how many seconds each."""
    with _at(company) as cursor:
        cursor.execute("SELECT count, seconds FROM keying.tally(%s)", [worker])
        count, seconds = cursor.fetchone()
    return count, seconds


@contextmanager
def _at(company: str) -> Iterator[CursorWrapper]:
    """Open a cursor on the company's own connection; the house's is never used for it."""
    assert company in COMPANIES
    with connections[role_of(company)].cursor() as cursor:
        yield cursor

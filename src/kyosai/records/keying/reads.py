"""読まれたもの — what two companies read of each box of a form, and how long they took."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db import connection


@dataclass(frozen=True)
class Reading:
    """What one company read in one box."""

    field: str
    company: str
    worker: str
    value: str
    is_unreadable: bool
    seconds: Decimal


@dataclass(frozen=True)
class Work:
    """How a company has worked so far; ``refused`` are tries the wall turned away."""

    company: str
    readings: int
    seconds: Decimal | None
    unreadable: int
    waiting: int
    refused: int


def ready() -> list[str]:
    """Return the forms of which every box has been read by both companies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keying.ready()")
        return sorted(form for (form,) in cursor.fetchall())


def readings(form: str) -> dict[str, list[Reading]]:
    """Return what was read of a form, box by box."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keying.readings(%s)", [form])
        found = [Reading(*row) for row in cursor.fetchall()]
    return {field: list(both) for field, both in groupby(found, key=lambda each: each.field)}


def picture(form: str, *, field: str) -> bytes | None:
    """Return the picture of one box, while it is still there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keying.cut(%s, %s)", [form, field])
        (content,) = cursor.fetchone()
    return bytes(content) if content is not None else None


def work() -> list[Work]:
    """Return how each company has worked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keying.work()")
        return [Work(*row) for row in cursor.fetchall()]

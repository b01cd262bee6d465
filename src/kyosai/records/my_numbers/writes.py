"""個人番号を預かる — what the person sealed to the vault goes in; when its time is over, out."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kyosai.basis import parameters


def keep(party: UUID, *, bound_to: str, sealed: bytes, case: str, at: datetime) -> None:
    """Keep a number that nobody here can read, for the case that asked for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT my_numbers.keep(%s, %s, %s, %s, %s, %s)",
            [party, bound_to, sealed, case, at, keep_until(at.date())],
        )


def keep_until(given_on: date) -> date:
    """Return the last day on which a number given on a day is kept."""
    years: int = parameters.table(__package__, "storage")["storage"]["years"]
    return date(given_on.year + years, 12, 31)


def forget(*, on: date) -> int:
    """Delete the numbers whose time is over, each with a record; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT my_numbers.forget(%s)", [on])
        return int(cursor.fetchone()[0])

"""記帳 — post transfers once, one by one or in their millions, and undo them by their mirror."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from psycopg.errors import CheckViolation, UniqueViolation

from kyosai.basis.money import Yen
from kyosai.basis.months import fiscal_year
from kyosai.records import one_trip
from kyosai.records.ledger.models import Transfer
from kyosai.records.ledger.years import YearNotOpen
from kyosai.records.one_trip import Statement

MONEY = ("fiscal_year", "contract", "kind", "debit", "credit", "yen", "effective_on", "case_number")
COLUMNS = ("key", "posted_at", *MONEY)
_LISTED = ", ".join(COLUMNS)


class KeyReused(Exception):
    """The same key came with other money: a defect, never a rerun."""


@dataclass(frozen=True, kw_only=True)
class Posting:
    """One transfer to be posted under a key made of business nouns.

    Both accounts have the same scheme as a part of their names. An account that belongs to a
    contract ends with its number, and the posting names that contract.
    """

    key: str
    kind: str
    debit: str
    credit: str
    amount: Yen
    effective_on: date
    contract: str = ""
    case_number: str = ""


def post(posting: Posting, *, at: datetime) -> Transfer:
    """Append one transfer, or return the one already posted under this key.

    What was killed between posting and answering may therefore simply run again, also when
    another fiscal year has begun meanwhile: then it is refused.
    """
    row = _row(posting, at)
    with _in_an_open_year():
        if one_trip.ask((POST, [*(getattr(row, name) for name in COLUMNS), row.key])):
            return row
    posted = Transfer.objects.get(key=posting.key)
    if any(getattr(posted, name) != getattr(row, name) for name in MONEY):
        raise KeyReused(posting.key)
    return posted


# One statement, one trip. That the key is new in its own year is what the table promises; that
# no other year has it is asked.
POST = f"""
INSERT INTO ledger_transfer ({_LISTED})
SELECT %s, %s::timestamptz, %s::smallint, %s, %s, %s, %s, %s::bigint, %s::date, %s
WHERE NOT EXISTS (SELECT FROM ledger_transfer WHERE key = %s)
ON CONFLICT DO NOTHING RETURNING 1
"""


@transaction.atomic
def post_many(transfers: Statement, *, count: int) -> int:
    """Append the transfers a SELECT names, in the order of ``COLUMNS``; return how many were new.

    ``count`` is how many the caller expects. Fewer new rows than that are fine only when the
    others stand in the journal already with the same money. The SELECT may be asked again, and
    each of its keys must fix its fiscal year: only the keys of that year are compared.
    """
    select, parameters = transfers
    with _in_an_open_year(), connection.cursor() as cursor:
        new = _append(cursor, f"INSERT INTO ledger_transfer ({_LISTED}) {select}", parameters)
        if new != count:
            cursor.execute(_same_money(select), parameters)
            if cursor.fetchone()[0] != count:
                raise KeyReused(f"{count} transfers expected, {new} new, the others differ")
    return new


def reverse(key: str, *, effective_on: date, at: datetime, case_number: str = "") -> Transfer:
    """Undo a transfer the only way there is: by posting its mirror image."""
    undone = Transfer.objects.get(key=key)
    mirror = Posting(
        key=f"reversal:{key}",
        kind="reversal",
        debit=undone.credit,
        credit=undone.debit,
        amount=Yen(undone.yen),
        effective_on=effective_on,
        contract=undone.contract,
        case_number=case_number,
    )
    return post(mirror, at=at)


def _append(cursor: Any, insert: str, parameters: Sequence[Any]) -> int:
    """Append rows, all new as a rule: to look for each key first would cost a third more."""
    try:
        with transaction.atomic():
            cursor.execute(insert, parameters)
    except IntegrityError as wrong:
        if not isinstance(wrong.__cause__, UniqueViolation):
            raise
        cursor.execute(f"{insert} ON CONFLICT DO NOTHING", parameters)
    return int(cursor.rowcount)


@contextmanager
def _in_an_open_year() -> Iterator[None]:
    try:
        yield
    except IntegrityError as wrong:
        # The database names a constraint unless it has no part to put the row into.
        cause = wrong.__cause__
        if isinstance(cause, CheckViolation) and not cause.diag.constraint_name:
            raise YearNotOpen(cause.diag.message_detail) from wrong
        raise


def _row(posting: Posting, at: datetime) -> Transfer:
    return Transfer(
        fiscal_year=fiscal_year(posting.effective_on),
        contract=posting.contract,
        key=posting.key,
        kind=posting.kind,
        debit=posting.debit,
        credit=posting.credit,
        yen=posting.amount.amount,
        effective_on=posting.effective_on,
        posted_at=at,
        case_number=posting.case_number,
    )


def _same_money(select: str) -> str:
    same = " AND ".join(f"known.{name} = asked.{name}" for name in MONEY)
    return (
        f"SELECT count(*) FROM ({select}) AS asked ({_LISTED})"
        f" JOIN ledger_transfer known ON known.key = asked.key AND {same}"
    )

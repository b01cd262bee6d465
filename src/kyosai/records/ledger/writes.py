"""記帳 — post transfers once, one by one or in their millions, and undo them by their mirror."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from kyosai.basis.money import Yen
from kyosai.basis.months import fiscal_year
from kyosai.records.ledger.models import Transfer
from kyosai.records.one_trip import Statement

MONEY = ("fiscal_year", "contract", "kind", "debit", "credit", "yen", "effective_on", "case_number")
COLUMNS = ("key", "posted_at", *MONEY)
_LISTED = ", ".join(COLUMNS)


class KeyReused(Exception):
    """The same key came with other money: a defect, never a rerun."""


@dataclass(frozen=True, kw_only=True)
class Posting:
    """One transfer to be posted under a key made of business nouns."""

    key: str
    kind: str
    debit: str
    credit: str
    amount: Yen
    effective_on: date
    contract: str = ""
    case_number: str = ""


@transaction.atomic
def post(posting: Posting, *, at: datetime) -> Transfer:
    """Append one transfer, or return the one already posted under this key.

    What was killed between posting and answering may therefore simply run again.
    """
    row = _row(posting, at)
    Transfer.objects.bulk_create([row], ignore_conflicts=True)
    posted = Transfer.objects.get(key=posting.key)
    if any(getattr(posted, name) != getattr(row, name) for name in MONEY):
        raise KeyReused(posting.key)
    return posted


@transaction.atomic
def post_many(transfers: Statement, *, count: int) -> int:
    """Append the transfers a SELECT names, in the order of ``COLUMNS``; return how many were new.

    ``count`` is how many the caller expects. Fewer new rows than that are fine only when the
    others stand in the journal already with the same money.
    """
    select, parameters = transfers
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_transfer ({_LISTED}) {select} ON CONFLICT DO NOTHING", parameters
        )
        new: int = cursor.rowcount
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

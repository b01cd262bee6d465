"""入出金明細の記録 — keep a statement as it came, take its entries in, note what became of it."""

from collections.abc import Iterable
from datetime import date, datetime

from kyosai.records.remittances.models import (
    BankStatement,
    ReturnedEntry,
    StatedBalance,
    StatementEntry,
    StatementReading,
)


def keep(name: str, *, digest: str, content: bytes, at: datetime) -> None:
    """Keep a statement as it came; fetched twice, it is kept once."""
    row = BankStatement(name=name, digest=digest, content=content, fetched_at=at)
    BankStatement.objects.bulk_create([row], ignore_conflicts=True)


def note_reading(name: str, *, outcome: str, at: datetime, refusal: str = "") -> None:
    """Note what became of a statement."""
    StatementReading.objects.create(
        statement_id=name, at=at, outcome=outcome, refusal=refusal[:300]
    )


def note_balance(
    name: str, *, scheme: str, first_on: date, last_on: date, opening: int, closing: int
) -> None:
    """Note an account's balances; the same days told twice are a defect."""
    StatedBalance.objects.create(
        statement_id=name,
        scheme=scheme,
        first_on=first_on,
        last_on=last_on,
        opening=opening,
        closing=closing,
    )


def note_returned(
    statement: str, ordinal: int, *, contract: str, officer: str, at: datetime
) -> None:
    """Note that an entry is owed back to a holder; once."""
    ReturnedEntry.objects.create(
        statement_id=statement, ordinal=ordinal, contract_id=contract, officer=officer, at=at
    )


def note_spoken_for(
    statement: str, ordinal: int, *, contract: str, officer: str, at: datetime
) -> None:
    """Note that an entry was used for its holder: it waits for nobody any more; once."""
    note_returned(statement, ordinal, contract=contract, officer=officer, at=at)


def take_in(entries: Iterable[StatementEntry]) -> None:
    """Write entries down."""
    StatementEntry.objects.bulk_create(list(entries))

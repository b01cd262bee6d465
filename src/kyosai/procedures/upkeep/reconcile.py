"""照合 — bank = journal = dues, to the yen, for each cycle."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kyosai.records import in_bulk
from kyosai.records.premiums import cycles, invariants


@dataclass(frozen=True)
class Difference:
    """Two witnesses that do not agree; ``words`` says who they are and what they count."""

    cycle: str
    words: str
    left: int
    right: int


def differences(cycle: str) -> list[Difference]:
    """Return where bank, results, journal and dues disagree about a cycle: nowhere, always."""
    row = cycles.known(cycle)
    assert row is not None, cycle
    told = invariants.figures(cycle, debit_on=row.debit_on)
    pairs = [
        ("銀行と消込の件数", told.bank.number, told.results.number),
        ("銀行と消込の金額", told.bank.yen, told.results.yen),
        ("消込と仕訳の金額", told.results.yen, told.journal.yen + told.surcharges.yen),
        ("仕訳と納付すべき掛金の月数", told.journal.number, told.dues.number),
        ("仕訳と納付すべき掛金の金額", told.journal.yen, told.dues.yen),
    ]
    if row.confirmed_at is None:  # Afterwards a failed month may have been paid.
        pairs.append(("振替不能と未納の月数", told.failed.number, told.arrears.number))
    return [Difference(cycle, words, left, right) for words, left, right in pairs if left != right]


def confirm(cycle: str, *, at: datetime) -> list[Difference]:
    """Confirm a settled cycle when all agree; return what does not."""
    with transaction.atomic(durable=True):
        row = cycles.locked(cycle)
        if row.settled_at is None or row.confirmed_at is not None:
            return []
        in_bulk.begin()
        found = differences(cycle)
        if not found:
            cycles.note_confirmed(cycle, at=at)
    return found

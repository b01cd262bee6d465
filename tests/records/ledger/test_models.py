"""What the database promises about the journal."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection

from kyosai.basis.tokyo import TOKYO
from kyosai.records.ledger.models import Transfer

pytestmark = pytest.mark.django_db

COLLECTED = {
    "fiscal_year": 2026,
    "contract": "000000196",
    "key": "collected:skk-agency-2026-12:000000196:2026-12",
    "kind": "premium_collected",
    "debit": "bank:collections:skk",
    "credit": "premiums:skk:000000196",
    "yen": 10_000,
    "effective_on": date(2026, 12, 18),
    "posted_at": datetime(2026, 12, 24, 12, 5, tzinfo=TOKYO),
}


def posted(**changes: Any) -> Transfer:
    return Transfer.objects.create(**COLLECTED | changes)


@pytest.mark.parametrize("yen", [0, -1])
def test_a_transfer_moves_something(yen: int) -> None:
    with pytest.raises(IntegrityError, match="transfer_moves_something"):
        posted(yen=yen)


def test_a_transfer_goes_somewhere() -> None:
    with pytest.raises(IntegrityError, match="transfer_goes_somewhere"):
        posted(credit="bank:collections:skk")


@pytest.mark.parametrize("column", ["debit", "credit", "key", "kind"])
def test_a_transfer_says_what_it_is(column: str) -> None:
    with pytest.raises(IntegrityError, match="transfer_says_what_it_is"):
        posted(**{column: ""})


def test_a_key_is_used_once_even_in_another_year_and_for_another_contract() -> None:
    posted()

    with pytest.raises(IntegrityError, match="ledger_transfer_key"):
        posted(fiscal_year=2027, contract="000000293")


@pytest.mark.parametrize(
    "change",
    ["UPDATE ledger_transfer SET yen = 1", "DELETE FROM ledger_transfer"],
)
def test_the_application_has_no_grant_to_change_the_journal(change: str) -> None:
    posted()

    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(change)

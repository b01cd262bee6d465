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


def test_a_key_is_used_once_in_a_fiscal_year_whatever_the_contract() -> None:
    posted()

    with pytest.raises(IntegrityError, match="ledger_transfer_2026_pkey"):
        posted(contract="000000293")


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2025, date(2026, 4, 1)),
        (2026, date(2026, 3, 31)),
        (2026, date(2027, 4, 1)),
        (2027, date(2027, 3, 31)),
    ],
)
def test_the_effective_day_fixes_the_fiscal_year(year: int, day: date) -> None:
    with pytest.raises(IntegrityError, match="transfer_lies_in_its_year"):
        posted(fiscal_year=year, effective_on=day)


@pytest.mark.parametrize(
    ("debit", "credit"),
    [
        ("bank:collections:skk", "premiums:tosanboshi:000000196"),
        ("bank:collections:tosanboshi", "premiums:skk:000000196"),
        ("bank:collections:skk", "premiums:000000196"),
        ("bank:collections", "premiums:skk:000000196"),
        ("bank:collections:skkx", "premiums:skkx:000000196"),
        ("bank:collections:third", "premiums:third:000000196"),
    ],
)
def test_money_never_crosses_from_one_scheme_to_the_other(debit: str, credit: str) -> None:
    with pytest.raises(IntegrityError, match="transfer_stays_in_its_scheme"):
        posted(debit=debit, credit=credit)


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
def test_each_scheme_has_accounts_of_its_own(scheme: str) -> None:
    posted(debit=f"bank:collections:{scheme}", credit=f"{scheme}:suspense")

    assert Transfer.objects.count() == 1


CHANGES = {
    "ledger_transfer": "yen = 1",
    "ledger_transfer_2026": "yen = 1",
    "ledger_seal": "count = 1",
}


@pytest.mark.parametrize("table", CHANGES)
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_has_no_grant_to_change_the_journal(table: str, change: str) -> None:
    posted()

    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(change.format(table, CHANGES[table]))


@pytest.mark.parametrize(
    "attempt",
    [
        "INSERT INTO ledger_transfer SELECT * FROM ledger_transfer",
        "INSERT INTO ledger_transfer (key, fiscal_year, posted_in) VALUES ('k', 2026, 1)",
        "INSERT INTO ledger_transfer_2026 (key) VALUES ('k')",
        "SELECT * FROM ledger_transfer_2026",
        "ALTER TABLE ledger_transfer DETACH PARTITION ledger_transfer_2026",
    ],
)
def test_the_application_says_neither_who_posted_nor_goes_past_the_journal(attempt: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)

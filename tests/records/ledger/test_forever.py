"""Not even the owner of the tables may change what is forever: the database itself says no."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from kyosai.sites.workshop import postgres

FOREVER = [
    "ledger_transfer",
    "ledger_transfer_2026",
    "ledger_seal",
    "debit_left_out",
    "debit_file",
    "debit_file_hand_over",
    "bank_result_file",
    "bank_result_reading",
    "debit_result",
    "mandate_day",
]


UPDATES = [
    "UPDATE ledger_transfer SET yen = 1",
    "UPDATE ledger_transfer_2026 SET yen = 1",
    "UPDATE ledger_seal SET count = 1",
    "INSERT INTO ledger_seal (number) VALUES (1) ON CONFLICT (number) DO UPDATE SET count = 1",
]


def as_owner(server: postgres.Server) -> psycopg.Connection:
    """Connect to the test's database as the role that made the tables."""
    name, role = connection.settings_dict["NAME"], "kyosai_core_owner"
    return psycopg.connect(server.url(name, role=role, secret=settings.KEYS.text(f"{role}.secret")))


@pytest.mark.django_db
@pytest.mark.parametrize("change", UPDATES)
def test_nothing_posted_or_sealed_is_updated(server: postgres.Server, change: str) -> None:
    with (
        as_owner(server) as books,
        pytest.raises(psycopg.errors.RaiseException, match="post a reversal"),
    ):
        books.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize("table", FOREVER)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_itself_forbids_change(
    server: postgres.Server, table: str, change: str
) -> None:
    with (
        as_owner(server) as books,
        pytest.raises(psycopg.errors.RaiseException, match="post a reversal"),
    ):
        books.execute(change.format(table))

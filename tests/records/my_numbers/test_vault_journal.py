"""金庫の記録 — what the vault wrote down stays, even for whoever may do anything."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from kyosai.doors import today
from kyosai.records.my_numbers import reads
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.sites.workshop import postgres
from tests.procedures.applications import NOW


def test_who_was_refused_is_written_down_for_good(
    server: postgres.Server, committed_db: str
) -> None:
    with pytest.raises(NotOpened):
        reads.open_one(
            uuid4(), purpose="retirement_slip", officer="kessai", role="給付の決裁",
            case="K-00000000-00", proved_at=today.machine_now(), at=NOW,
        )  # fmt: skip

    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(server.url(name), autocommit=True) as admin:
        rows = admin.execute("SELECT act, officer, words FROM my_numbers.journal").fetchall()
        with pytest.raises(psycopg.errors.RaiseException, match="not allowed"):
            admin.execute("DELETE FROM my_numbers.journal")
    assert rows == [("refused", "kessai", "officer")]

"""Each fiscal year is a part of the journal, made ahead by the application itself."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection

from kyosai.records.ledger import writes, years
from tests.records.ledger.test_writes import AT, POSTING

pytestmark = pytest.mark.django_db


def parts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relid::regclass::text FROM pg_partition_tree('ledger_transfer')")
        return {name for (name,) in cursor.fetchall()}


def test_this_year_and_the_next_are_kept_open() -> None:
    opened = years.keep_open(on=date(2031, 3, 31))

    assert opened == [2030, 2031]
    assert {"ledger_transfer_2030", "ledger_transfer_2031"} <= parts()
    assert years.keep_open(on=date(2031, 4, 1)) == [2032]
    assert years.keep_open(on=date(2031, 4, 2)) == []


def test_a_year_just_opened_takes_transfers() -> None:
    years.open_year(2040)

    posted = writes.post(replace(POSTING, effective_on=date(2040, 4, 1)), at=AT)

    assert posted.fiscal_year == 2040


def test_a_part_has_the_indexes_the_promises_and_the_trigger_of_the_journal() -> None:
    years.open_year(2040)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index WHERE indrelid = 'ledger_transfer_2040'::regclass"
        )
        assert cursor.fetchone() == (4,)
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_transfer_2040'::regclass"
            " AND tgenabled = 'O'"
        )
        assert cursor.fetchall() == [("ledger_transfer_2040_is_forever",)]
        cursor.execute("SELECT has_table_privilege('ledger_transfer_2040', 'SELECT, INSERT')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("year", [1964, 20260, -1])
def test_there_is_no_such_year(year: int) -> None:
    with pytest.raises(DatabaseError, match="no fiscal year"):
        years.open_year(year)


def test_a_key_is_looked_up_without_its_year_by_index_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT FROM ledger_transfer WHERE key = 'k'")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Seq Scan" not in plan
    assert "ledger_transfer_2026_pkey" in plan

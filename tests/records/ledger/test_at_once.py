"""Many who post the same thing at the same time post it once; a year is opened beside them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
from django.db import connection

from kyosai.records.ledger import writes, years
from kyosai.records.ledger.models import Transfer
from tests.records.ledger.test_writes import AT, POSTING


def one(_: int) -> str:
    try:
        return writes.post(POSTING, at=AT).key
    finally:
        connection.close()


def test_eight_who_post_one_key_at_once_make_one_transfer(committed_db: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(one, range(8)))

    assert keys == {POSTING.key}
    assert Transfer.objects.count() == 1


def test_a_year_is_opened_while_others_post(committed_db: str) -> None:
    with psycopg.connect(committed_db) as slow:
        slow.execute(
            "INSERT INTO ledger_transfer (key, fiscal_year, contract, kind, debit, credit, yen,"
            " effective_on, posted_at, case_number) VALUES ('k', 2026, '', 'k', 'a:skk', 'b:skk',"
            " 1, '2026-12-18', now(), '')"
        )
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")

        assert years.open_year(2040) is True
    assert writes.post(replace(POSTING, key="other"), at=AT).key == "other"

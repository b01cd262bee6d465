"""Many who post the same thing at the same time post it once."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from kyosai.records.ledger import writes
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

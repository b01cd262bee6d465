"""仕訳帳の要約値の控え — how the chain of seals ended, day by day, as the core once told it.

Kept in the internet zone, where nobody who could change the journal can change it too. A digest
not signed by the core is worth nothing, and is passed over.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from kyosai.exchange import envelope
from kyosai.exchange.messages.outbound import JournalHead
from kyosai.exchange.messages.plain import from_json


def last_of_days(limit: int) -> list[JournalHead]:
    """Return the last head of each of the latest days, the newest first."""
    return _asked(LAST_OF_DAYS, limit)


KNOWN = "SELECT body, signature FROM exchange_journal_head ORDER BY brought_at, number"
LAST_OF_DAYS = """
SELECT DISTINCT ON (date(at AT TIME ZONE 'Asia/Tokyo')) body, signature
FROM exchange_journal_head
ORDER BY date(at AT TIME ZONE 'Asia/Tokyo') DESC, number DESC, brought_at LIMIT %s
"""


def signed(rows: Iterable[tuple[bytes, bytes]]) -> list[JournalHead]:
    """Return the heads in these bodies whose signatures fit."""
    key = settings.KEYS["core_sign.pub"]
    bodies = [
        bytes(body) for body, name in rows if envelope.is_signed(bytes(body), bytes(name), key)
    ]
    heads = [from_json(body, kind=JournalHead.kind, version=JournalHead.VERSION) for body in bodies]
    return [head for head in heads if isinstance(head, JournalHead)]


def _asked(sql: str, *parameters: int) -> list[JournalHead]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return signed(cursor.fetchall())

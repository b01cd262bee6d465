"""受付番号 — the number a person keeps: U-00000001-02."""

from datetime import datetime

from django.db import connection

from kyosai.basis import identifiers

LETTER = "U"
# By machine time, and not before its last status word has left: without one, a filing of long ago
# would say that it waits to be fetched.
FORGET = """
DELETE FROM portal_filing f USING exchange_sent s
WHERE s.number = f.message AND s.created_at < coalesce(%s, now()) - interval '1 year'
  AND NOT EXISTS (SELECT FROM exchange_answer a WHERE a.receipt = f.receipt)
"""


def drawn() -> str:
    """Return the next receipt number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portal_receipt_serial')")
        return identifiers.lettered_number(LETTER, cursor.fetchone()[0])


def forget(*, machine_now: datetime | None = None) -> int:
    """Delete what is left of filings of more than a year ago; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [machine_now])
        return int(cursor.rowcount)

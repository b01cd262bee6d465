"""入金の不変条件 — every entry of a statement is in the journal, once, with its money."""

from django.db import connection

NAME = "入出金明細の行には、仕訳が一つある"
SAMPLES = 5
UNPOSTED = """
SELECT coalesce(told.key, posted.key) FROM (
    SELECT 'statement:' || statement_id || ':' || ordinal AS key, yen FROM bank_statement_entry
) told
FULL JOIN (
    SELECT key, yen FROM ledger_transfer WHERE kind IN
        ('remittance', 'unmatched_entry', 'payment_booked', 'payment_returned')
) posted ON posted.key = told.key
WHERE told.yen IS DISTINCT FROM posted.yen LIMIT %s
"""


def broken() -> dict[str, tuple[str, ...]]:
    """Return the name of the invariant with the keys that break it, if any does."""
    with connection.cursor() as cursor:
        cursor.execute(UNPOSTED, [SAMPLES])
        samples = tuple(str(key) for (key,) in cursor)
    return {NAME: samples} if samples else {}

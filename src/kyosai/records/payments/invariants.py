"""支払の不変条件 — what left stands in the journal once, and nothing was paid that was not owed."""

from django.db import connection

SAMPLES = 5
SENT = "送った支払には、仕訳が一つある"
OWED = "支払うべき額より多く払っていない"
UNPOSTED = """
SELECT coalesce(sent.key, posted.key) FROM (
    SELECT 'paid-out:' || p.number AS key, p.yen FROM payment p
    WHERE EXISTS (SELECT FROM payment_dispatch d WHERE d.payment_id = p.number)
    OR EXISTS (
        SELECT FROM payment_line l JOIN payment_file_hand_over h ON h.file_id = l.file_id
        WHERE l.payment_id = p.number AND h.receipt <> ''
    )
) sent
FULL JOIN (SELECT key, yen FROM ledger_transfer WHERE kind = 'paid_out') posted
    ON posted.key = sent.key
WHERE sent.yen IS DISTINCT FROM posted.yen LIMIT %s
"""
OVERPAID = """
SELECT account FROM (
    SELECT debit AS account, yen FROM ledger_transfer WHERE starts_with(debit, 'payable:')
    UNION ALL
    SELECT credit, -yen FROM ledger_transfer WHERE starts_with(credit, 'payable:')
) moved GROUP BY account HAVING sum(yen) > 0 LIMIT %s
"""


def broken() -> dict[str, tuple[str, ...]]:
    """Return the names of the invariants with the keys that break them."""
    found = {name: _asked(question) for name, question in ((SENT, UNPOSTED), (OWED, OVERPAID))}
    return {name: keys for name, keys in found.items() if keys}


def _asked(question: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question, [SAMPLES])
        return tuple(str(key) for (key,) in cursor)

"""あとから入った掛金 — awards whose contract paid a month the decision could not know yet."""

from datetime import datetime, timedelta

from django.db import connection

LOOKED_BACK = timedelta(days=120)  # a debit under way is answered, and late files read, by then


def awards(*, at: datetime) -> list[str]:
    """Return the newest award of each contract to which a paid debit was answered later."""
    with connection.cursor() as cursor:
        cursor.execute(OUTRUN, [at - LOOKED_BACK])
        return [number for (number,) in cursor]


# A cycle's results are found by its key and the contract, so only cycles about the end are asked.
OUTRUN = """
SELECT a.number FROM award a
WHERE a.decided_at > %s
AND NOT EXISTS (
    SELECT FROM award n WHERE n.contract_id = a.contract_id
    AND (n.decided_at, n.number) > (a.decided_at, a.number)
)
AND EXISTS (
    SELECT FROM debit_cycle y JOIN debit_result s
        ON s.cycle_id = y.key AND s.contract_id = a.contract_id
    WHERE y.scheme = a.scheme
    AND y.debit_on BETWEEN a.happened_on - 62 AND a.happened_on + 62
    AND s.is_final AND s.code = '0' AND s.settled_at > a.decided_at
)
ORDER BY a.number
"""

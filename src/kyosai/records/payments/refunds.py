"""返すお金 — what the journal says is owed back to holders: premiums of later months, 過誤納.

Nothing marks it as paid but the journal: what was ordered has left the account ``refunds:``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from kyosai.basis.money import Yen
from kyosai.records.payments.models import Payment

LOOKED_BACK = timedelta(days=800)  # 掛金の返還を受ける権利 lapses after two years


@dataclass(frozen=True)
class Refund:
    """What one contract's holder is owed back."""

    contract: str
    scheme: str
    party: UUID
    amount: Yen


def owed(*, at: datetime, contract: str = "") -> list[Refund]:
    """Return who is owed back what, or the one contract asked about."""
    with connection.cursor() as cursor:
        cursor.execute(OWED, {"since": at - LOOKED_BACK, "contract": contract})
        return [
            Refund(number, scheme, party, Yen(int(yen))) for number, scheme, party, yen in cursor
        ]


def count(contract: str) -> int:
    """Return how many refunds were ordered on a contract, those paid again not counted."""
    rows = Payment.objects.filter(contract_id=contract, kind="refund", replaces__isnull=True)
    return rows.count()


# Refunds begin with a month released or an entry returned, so the journal is asked of those alone.
OWED = """
WITH begun AS (
    SELECT contract_id FROM premium_released WHERE kind = 'refunded' AND at > %(since)s
    UNION SELECT contract_id FROM bank_statement_returned WHERE at > %(since)s
)
SELECT c.number, c.scheme, c.party_id,
    sum(CASE WHEN starts_with(t.credit, 'refunds:') THEN t.yen ELSE -t.yen END)
FROM begun b JOIN contract c ON c.number = b.contract_id
JOIN ledger_transfer t ON t.contract = c.number
    AND (starts_with(t.credit, 'refunds:') OR starts_with(t.debit, 'refunds:'))
WHERE %(contract)s IN ('', c.number)
GROUP BY c.number, c.scheme, c.party_id
HAVING sum(CASE WHEN starts_with(t.credit, 'refunds:') THEN t.yen ELSE -t.yen END) > 0
ORDER BY c.number
"""

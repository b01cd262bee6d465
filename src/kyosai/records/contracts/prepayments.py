"""前納の照会 — whose prepayment comes again in a month, and whose is over with the month before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from kyosai.basis.months import Month


@dataclass(frozen=True)
class Asked:
    """Which contracts are meant: of a scheme, by the banks of a channel, without a notice."""

    scheme: str
    month: Month
    banks: Sequence[str]
    is_named: bool
    key: str
    limit: int


@dataclass(frozen=True)
class Turn:
    """A contract whose prepayment comes again or is over: the months, and the monthly premium."""

    contract: str
    party: UUID
    months: int
    monthly_yen: int


def coming_again(asked: Asked) -> list[Turn]:
    """Return whose yearly prepayment begins once more in a month."""
    return _turns(COMING_AGAIN, asked)


def over(asked: Asked) -> list[Turn]:
    """Return who has paid ahead to the end of the month before, and has not asked for more."""
    return _turns(OVER, asked)


def _turns(statement: str, asked: Asked) -> list[Turn]:
    facts: dict[str, Any] = {
        "scheme": asked.scheme,
        "month": asked.month.first_day,
        "before": (asked.month + -1).first_day,
        "banks": list(asked.banks),
        "is_named": asked.is_named,
        "key": asked.key,
        "limit": asked.limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [Turn(*row) for row in cursor]


BEGINS = """
(p.month = {month} OR (
    p.is_yearly AND p.month < {month} AND coalesce(p.until >= {month}, true)
    AND extract(month FROM p.month) = extract(month FROM {month})
))
"""
_UNTOLD = """
c.scheme = %(scheme)s AND c.status = 'active'
AND EXISTS (
    SELECT FROM mandate m WHERE m.contract_id = c.number AND m.state IN ('confirmed', 'suspect')
    AND (m.bank_code = ANY (%(banks)s)) = %(is_named)s
)
AND NOT EXISTS (SELECT FROM notice n WHERE n.key = %(key)s || c.number)
ORDER BY c.number LIMIT %(limit)s
"""
_MONTHLY = """
(SELECT q.yen FROM contract_monthly_premium q
    WHERE q.contract_id = c.number AND q.since <= %(month)s ORDER BY q.since DESC LIMIT 1)
"""
COMING_AGAIN = f"""
SELECT c.number, c.party_id, p.months, {_MONTHLY}
FROM contract_prepayment p JOIN contract c ON c.number = p.contract_id
WHERE p.month < %(month)s AND {BEGINS.format(month="%(month)s::date")} AND {_UNTOLD}
"""
# The last month of the block was really paid ahead: it was debited before it began.
OVER = f"""
SELECT c.number, c.party_id, p.months, {_MONTHLY}
FROM contract_prepayment p JOIN contract c ON c.number = p.contract_id
CROSS JOIN LATERAL (
    SELECT (%(month)s::date - make_interval(months => p.months))::date AS began
) b
WHERE {BEGINS.format(month="b.began")}
AND (NOT p.is_yearly OR p.until < b.began + interval '1 year')
AND EXISTS (
    SELECT FROM premium_due d WHERE d.month = %(before)s AND d.contract_id = c.number
    AND d.debit_on < d.month
)
AND NOT EXISTS (
    SELECT FROM contract_prepayment p
    WHERE p.contract_id = c.number AND {BEGINS.format(month="%(month)s::date")}
)
AND {_UNTOLD}
"""

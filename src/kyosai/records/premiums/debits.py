"""契約ごとの引き落とし — every request to the bank for one contract, and how it was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kyosai.basis.money import Yen
from kyosai.basis.months import Month


@dataclass(frozen=True)
class Debit:
    """One request: for which months, how much, from which account; code is "" until answered."""

    cycle: str
    debit_on: date
    months: tuple[Month, ...]
    yen: Yen
    customer_no: str
    code: str
    settled_at: datetime | None


def of_contract(contract: str) -> list[Debit]:
    """Return the requests for a contract, the oldest first, each with its newest answer."""
    with connection.cursor() as cursor:
        cursor.execute(DEBITS, [contract])
        return [
            Debit(cycle, debit_on, tuple(map(Month.of, months)), Yen(yen), *answer)
            for cycle, debit_on, months, yen, *answer in cursor
        ]


def paid_by(contract: str, *, on: date, known_at: datetime) -> list[tuple[Month, Yen]]:
    """Return the months debited by a day, as far as answers had come just before a moment."""
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"contract": contract, "on": on, "known_at": known_at}
        cursor.execute(PAID, told)
        return [(Month.of(month), Yen(yen)) for month, yen in cursor]


PAID = """
SELECT x.month, x.yen FROM debit_request r
JOIN debit_cycle y ON y.key = r.cycle_id
JOIN debit_result s ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id
CROSS JOIN unnest(r.months, r.yens) AS x (month, yen)
WHERE r.contract_id = %(contract)s AND s.is_final AND s.code = '0'
AND y.debit_on <= %(on)s AND s.settled_at < %(known_at)s AND NOT EXISTS (
    SELECT FROM premium_released g WHERE g.contract_id = r.contract_id AND g.month = x.month
    AND g.at < %(known_at)s
) ORDER BY x.month
"""
DEBITS = """
SELECT r.cycle_id, y.debit_on, r.months, r.yen, r.customer_no, coalesce(s.code, ''), s.settled_at
FROM debit_request r JOIN debit_cycle y ON y.key = r.cycle_id
LEFT JOIN LATERAL (
    SELECT code, settled_at FROM debit_result
    WHERE cycle_id = r.cycle_id AND contract_id = r.contract_id ORDER BY is_final DESC LIMIT 1
) s ON true
WHERE r.contract_id = %s ORDER BY y.debit_on, r.cycle_id
"""

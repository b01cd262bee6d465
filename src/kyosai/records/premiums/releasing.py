"""納付を要しなくなった掛金の記録 — the months of an ended contract that lie after its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from kyosai.basis.months import Month
from kyosai.records.premiums.models import Closed, Released

LOOKED_BACK = timedelta(days=800)


@dataclass(frozen=True)
class After:
    """A month after the end: was it paid, with what surcharge, or is an answer still to come."""

    month: Month
    yen: int
    surcharge: int
    is_paid: bool
    is_in_flight: bool


@dataclass(frozen=True)
class Ended:
    """A contract that has ended, and whose months nobody has closed."""

    contract: str
    scheme: str
    ended_on: date


def to_close(*, on: date) -> list[str]:
    """Return the contracts that ended lately and are not closed yet, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute(TO_CLOSE, [on - LOOKED_BACK])
        return [contract for (contract,) in cursor]


TO_CLOSE = """
SELECT c.number FROM contract c
WHERE c.status = 'ended' AND c.ended_on > %s
AND NOT EXISTS (SELECT FROM premium_closed x WHERE x.contract_id = c.number)
ORDER BY c.ended_on, c.number
"""


def ended(contract: str) -> Ended | None:
    """Return an ended contract, locked, if its months are not closed."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED, [contract])
        row = cursor.fetchone()
    return Ended(*row) if row else None


ENDED = """
SELECT c.number, c.scheme, c.ended_on FROM contract c
WHERE c.number = %s AND c.status = 'ended'
AND NOT EXISTS (SELECT FROM premium_closed x WHERE x.contract_id = c.number)
FOR UPDATE
"""


def after(contract: str, *, last: Month) -> list[After]:
    """Return the months owed after a last one that are not released yet, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(AFTER, {"contract": contract, "last": last.first_day})
        return [After(Month.of(month), *told) for month, *told in cursor]


AFTER = """
WITH asked AS (
    SELECT x.month, x.surcharge, s.code FROM contract c
    JOIN debit_cycle y ON y.scheme = c.scheme AND y.debit_on >= c.formed_on
    JOIN debit_request r ON r.cycle_id = y.key AND r.contract_id = c.number
    LEFT JOIN debit_result s
        ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
    CROSS JOIN unnest(r.months, r.surcharges) AS x (month, surcharge)
    WHERE c.number = %(contract)s AND x.month > %(last)s AND NOT EXISTS (
        SELECT FROM debit_left_out l
        WHERE l.cycle_id = r.cycle_id AND l.contract_id = r.contract_id
    )
)
SELECT d.month, d.yen,
    coalesce((SELECT sum(a.surcharge) FROM asked a WHERE a.month = d.month AND a.code = '0'), 0),
    EXISTS (SELECT FROM asked a WHERE a.month = d.month AND a.code = '0'),
    EXISTS (SELECT FROM asked a WHERE a.month = d.month AND a.code IS NULL)
FROM premium_due d
WHERE d.contract_id = %(contract)s AND d.month > %(last)s
AND NOT EXISTS (
    SELECT FROM premium_released r WHERE r.month = d.month AND r.contract_id = d.contract_id
)
ORDER BY d.month
"""


def release(contract: str, months: Iterable[After], *, kind: str, why: str, at: datetime) -> None:
    """Write down that months are owed no more; they leave arrears."""
    gone = list(months)
    Released.objects.bulk_create(
        [
            Released(
                contract_id=contract,
                month=each.month.first_day,
                kind=kind,
                why=why,
                yen=each.yen,
                at=at,
            )
            for each in gone
        ]
    )
    facts: dict[str, Any] = {
        "contract": contract,
        "months": [each.month.first_day for each in gone],
    }
    with connection.cursor() as cursor:
        cursor.execute(NO_LONGER_IN_ARREARS, facts)


NO_LONGER_IN_ARREARS = """
DELETE FROM premium_arrear WHERE contract_id = %(contract)s AND month = ANY (%(months)s)
"""


def note_closed(contract: str, *, at: datetime) -> None:
    """Note that an ended contract's months are closed."""
    Closed.objects.create(contract_id=contract, at=at)

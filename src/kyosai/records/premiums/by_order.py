"""一括の納期延長の記録 — an order applied to everybody in its area, by a few statements."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from kyosai.basis.months import Month
from kyosai.records.premiums.deferring import ARREARS, DUES, INSERT, WAS_ASKED
from kyosai.records.premiums.dues import ON_HOLIDAY
from kyosai.records.premiums.planning import Reach
from kyosai.schemes import both
from kyosai.schemes.deferral_orders import Order


@dataclass(frozen=True)
class Share:
    """The contracts of one scheme and one channel, and the debit day of each month asked."""

    scheme: str
    reach: Reach
    debit_days: dict[Month, date]


def count(order: Order, share: Share, *, on: date) -> int:
    """Return how many contracts an order would touch on a day."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, _facts(order, share, on=on))
        found: int = cursor.fetchone()[0]
    return found


def putting_off(order: Order, share: Share, *, on: date) -> tuple[str, dict[str, Any]]:
    """Put months off for everybody of a share; return whom to tell."""
    return PUT_OFF, _facts(order, share, on=on)


def follow(order: Order) -> None:
    """Let the dues and arrears of an order's months wait with them."""
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        for statement in (DUES, ARREARS):
            cursor.execute(
                statement.format(theirs="f.order_key = %s", was_asked=WAS_ASKED), [order.key]
            )


def _facts(order: Order, share: Share, *, on: date) -> dict[str, Any]:
    months = order.months
    due = [both.due_days(share.scheme, month) for month in months]
    asked_in = [order.asked_in(month) for month in months]
    return {
        "order": order.key,
        "areas": list(order.areas),
        "scheme": share.scheme,
        "on": on,
        "banks": list(share.reach.banks),
        "is_named": share.reach.is_named,
        "months": [month.first_day for month in months],
        "months_before": [(month + -1).first_day for month in months],
        "first": [days[0] for days in due],
        "second": [days[1] for days in due],
        "later": [days[2] for days in due],
        "until": [order.due_on(month) for month in months],
        "asked_in": [month.first_day for month in asked_in],
        "debit_on": [share.debit_days[month] for month in asked_in],
    }


# Not what is paid or in the bank's hands, nor what is stopped or put off already. Months paid
# ahead were asked for more than a year before at most.
_WAITS = f"""
SELECT c.number AS contract_id, c.party_id, a.month, a.until, a.asked_in, a.debit_on
FROM contract c
JOIN LATERAL (
    SELECT address FROM party_particulars
    WHERE party_id = c.party_id ORDER BY recorded_at DESC LIMIT 1
) p ON true
LEFT JOIN mandate m ON m.contract_id = c.number AND m.state IN ('confirmed', 'suspect')
CROSS JOIN unnest(
    %(months)s::date[], %(months_before)s::date[], %(first)s::date[], %(second)s::date[],
    %(later)s::date[], %(until)s::date[], %(asked_in)s::date[], %(debit_on)s::date[]
) AS a (month, month_before, first, second, later, until, asked_in, debit_on)
WHERE c.scheme = %(scheme)s AND c.status = 'active'
AND EXISTS (
    SELECT FROM unnest(%(areas)s::text[]) AS x (area)
    WHERE starts_with(p.address, x.area) OR starts_with(c.office_address, x.area)
)
AND coalesce((m.bank_code = ANY (%(banks)s)) = %(is_named)s, NOT %(is_named)s)
AND c.formed_on < a.month + interval '1 month'
AND CASE
    WHEN c.formed_on >= a.month THEN a.first
    WHEN c.formed_on >= a.month_before THEN a.second
    ELSE a.later
END >= %(on)s
AND NOT {ON_HOLIDAY.format(contract="c.number", month="a.month")}
AND NOT EXISTS (
    SELECT FROM contract_deferral f WHERE f.contract_id = c.number AND f.month = a.month
)
AND NOT EXISTS (
    SELECT FROM debit_cycle y JOIN debit_request r ON r.cycle_id = y.key
    WHERE y.scheme = c.scheme AND y.debit_on > a.month - 400
    AND r.contract_id = c.number AND a.month = ANY (r.months)
    AND NOT EXISTS (
        SELECT FROM debit_result s WHERE s.cycle_id = r.cycle_id
        AND s.contract_id = r.contract_id AND s.is_final AND s.code <> '0'
    )
)
"""
COUNT = f"SELECT count(DISTINCT contract_id) FROM ({_WAITS}) w"
PUT_OFF = f"""
{INSERT}
SELECT contract_id, month, until, asked_in, debit_on, %(order)s FROM ({_WAITS}) w
ON CONFLICT DO NOTHING
RETURNING contract_id, (SELECT c.party_id FROM contract c WHERE c.number = contract_id) AS party_id
"""

"""納付すべき掛金 — what every contract owes for another month, written for everybody at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from kyosai.basis.months import Month
from kyosai.schemes import both


def add(month: Month, *, scheme: str, debit_on: date) -> int:
    """Let every active contract owe a month, and those that pay ahead the months they take with it.

    The yen are the monthly premium of the last day of the month, as far as it is known now, and
    no more than there is room for below the ceiling. Months on holiday are not owed; those an
    order has put off are promised for their later debit. Return how many months were added.
    """
    facts = _facts(month, scheme=scheme, debit_on=debit_on)
    with connection.cursor() as cursor:
        cursor.execute(ADD_UNDER_CEILING if facts["ceiling"] else ADD, facts)
        added: int = cursor.fetchone()[0] if facts["ceiling"] else cursor.rowcount
    return added


def lift_holidays(*, scheme: str, floor: date, debit_on: date) -> int:
    """Take back months that were scheduled and fell into a holiday before anybody was asked.

    What has been asked for or has failed before stays owed; what was released stays released.
    """
    with connection.cursor() as cursor:
        cursor.execute(LIFT, {"scheme": scheme, "floor": floor, "debit_on": debit_on})
        lifted: int = cursor.fetchone()[0]
    return lifted


def _facts(month: Month, *, scheme: str, debit_on: date) -> dict[str, Any]:
    rules = both.rules_for(scheme)
    ceiling = rules.ceiling(on=debit_on)
    classes = rules.payment_classes(on=debit_on)
    facts: dict[str, Any] = {
        "scheme": scheme,
        "month": month.first_day,
        "next_month": (month + 1).first_day,
        "debit_on": debit_on,
        "ceiling": ceiling.amount if ceiling else None,
        "classes": list(classes),
        "together": list(classes.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(MOST_TOGETHER, facts)
        most: int = cursor.fetchone()[0]
    return facts | _due_days([month + distance for distance in range(most)], scheme=scheme)


def _due_days(ahead: Sequence[Month], *, scheme: str) -> dict[str, Any]:
    due = [both.due_days(scheme, each) for each in ahead]
    return {
        "distances": list(range(len(ahead))),
        "months": [each.first_day for each in ahead],
        "months_before": [(each + -1).first_day for each in ahead],
        "first": [days[0] for days in due],
        "second": [days[1] for days in due],
        "later": [days[2] for days in due],
    }


# Who pays several months together, beginning in this month: by request, or by payment class in
# the designated month.
BUNDLES = """
SELECT contract_id, months FROM contract_prepayment
WHERE month = %(month)s OR (
    is_yearly AND month < %(month)s AND coalesce(until >= %(month)s, true)
    AND extract(month FROM month) = extract(month FROM %(month)s::date)
)
UNION ALL
SELECT k.contract_id, w.months FROM (
    SELECT DISTINCT ON (contract_id) contract_id, payment_class, designated_month
    FROM contract_payment_class WHERE since <= %(month)s ORDER BY contract_id, since DESC
) k
JOIN unnest(%(classes)s::text[], %(together)s::int[]) AS w (name, months)
    ON w.name = k.payment_class
WHERE w.months > 1
AND mod(extract(month FROM %(month)s::date)::int - k.designated_month + 12, w.months) = 0
"""
MOST_TOGETHER = f"""
SELECT coalesce(max(months), 1) FROM ({BUNDLES}) b JOIN contract c ON c.number = b.contract_id
WHERE c.scheme = %(scheme)s
"""
ON_HOLIDAY = """
EXISTS (
    SELECT FROM contract_holiday h WHERE h.contract_id = {contract}
    AND h.since <= {month} AND coalesce(h.until >= {month}, true)
)
"""
ADD = f"""
INSERT INTO premium_due (contract_id, month, yen, due_on, debit_on)
SELECT o.contract_id, a.month, least(o.yen, o.room - a.distance * o.yen),
    greatest(CASE
        WHEN o.formed_on >= a.month THEN a.first
        WHEN o.formed_on >= a.month_before THEN a.second
        ELSE a.later
    END, f.due_on), coalesce(f.debit_on, %(debit_on)s)
FROM (
    SELECT c.number AS contract_id, c.formed_on, p.yen, coalesce(b.months, 1) AS months,
        %(ceiling)s::bigint - coalesce(t.brought + t.owed - t.used, 0) AS room
    FROM contract c
    JOIN (
        SELECT DISTINCT ON (contract_id) contract_id, yen FROM contract_monthly_premium
        WHERE since <= %(month)s ORDER BY contract_id, since DESC
    ) p ON p.contract_id = c.number
    LEFT JOIN (
        SELECT contract_id, max(months) AS months FROM ({BUNDLES}) x GROUP BY contract_id
    ) b ON b.contract_id = c.number
    LEFT JOIN premium_total t ON t.contract_id = c.number
    WHERE c.scheme = %(scheme)s AND c.status = 'active' AND c.formed_on < %(next_month)s
    AND NOT {ON_HOLIDAY.format(contract="c.number", month="%(month)s")}
) o
JOIN unnest(
    %(distances)s::int[], %(months)s::date[], %(months_before)s::date[],
    %(first)s::date[], %(second)s::date[], %(later)s::date[]
) AS a (distance, month, month_before, first, second, later) ON a.distance < o.months
LEFT JOIN contract_deferral f ON f.contract_id = o.contract_id AND f.month = a.month
WHERE coalesce(o.room - a.distance * o.yen, 1) > 0
AND (a.distance = 0 OR NOT {ON_HOLIDAY.format(contract="o.contract_id", month="a.month")})
ORDER BY a.month, o.contract_id
ON CONFLICT DO NOTHING
"""
# The total of what a contract with a ceiling owes is kept in a narrow row of its own.
ADD_UNDER_CEILING = f"""
WITH added AS ({ADD} RETURNING contract_id, yen), totalled AS (
    INSERT INTO premium_total (contract_id, owed, used)
    SELECT contract_id, sum(yen), 0 FROM added GROUP BY contract_id
    ON CONFLICT (contract_id) DO UPDATE SET owed = premium_total.owed + EXCLUDED.owed
)
SELECT count(*) FROM added
"""
# A month that is gone leaves the total as well; schemes without a ceiling have no such row.
LESS = """
UPDATE premium_total t SET owed = t.owed - g.yen
FROM (SELECT contract_id, sum(yen) AS yen FROM gone GROUP BY contract_id) g
WHERE t.contract_id = g.contract_id
"""
LIFT = f"""
WITH gone AS (
    DELETE FROM premium_due d USING contract c
    WHERE c.number = d.contract_id AND c.scheme = %(scheme)s
    AND d.debit_on > %(floor)s AND d.debit_on <= %(debit_on)s
    AND {ON_HOLIDAY.format(contract="d.contract_id", month="d.month")}
    AND NOT EXISTS (
        SELECT FROM debit_request r JOIN debit_cycle y ON y.key = r.cycle_id
        WHERE y.debit_on >= d.debit_on AND r.contract_id = d.contract_id
        AND d.month = ANY (r.months)
    )
    AND NOT EXISTS (
        SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month
    )
    AND NOT EXISTS (
        SELECT FROM premium_released g WHERE g.contract_id = d.contract_id AND g.month = d.month
    )
    RETURNING d.contract_id, d.yen
), less AS ({LESS})
SELECT count(*) FROM gone
"""

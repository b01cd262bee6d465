"""引き落としの計画 — who is asked for which months, written by a few statements for everybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from kyosai.records.premiums.dues import LESS
from kyosai.records.premiums.models import Cycle

Surcharge = Callable[[int, date], int]
"""The surcharge, in yen, of a month's premium in yen that was due on a day."""


@dataclass(frozen=True)
class Reach:
    """The banks a channel reaches: those named, or all but those named."""

    banks: tuple[str, ...]
    is_named: bool


@dataclass(frozen=True)
class Bounds:
    """Where the plan of a cycle ends: how many records make a file, and how many months a case.

    A month that failed ``surcharged_after`` times is asked with its surcharge; 0 is never.
    """

    records: int
    most_unpaid: int
    surcharged_after: int


@dataclass(frozen=True)
class Planned:
    """What a plan came to."""

    requests: int
    yen: int
    left_out: int


def ask(
    cycle: Cycle,
    *,
    floor: date,
    reach: Reach,
    later: Sequence[Reach],
    bounds: Bounds,
    surcharge: Surcharge,
) -> Planned:
    """Write the requests of a cycle, and who is left out and why.

    ``later`` are the channels that debit on the same day and are not planned yet: whoever they
    reach is theirs to ask.
    """
    assert transaction.get_connection().in_atomic_block
    facts: dict[str, Any] = {
        "cycle": cycle.key,
        "scheme": cycle.scheme,
        "month": cycle.month,
        "debit_on": cycle.debit_on,
        "floor": floor,
        "is_regular": cycle.is_regular,
        "banks": list(reach.banks),
        "is_named": reach.is_named,
        "later_banks": [bank for each in later if each.is_named for bank in each.banks],
        "not_later_banks": [bank for each in later if not each.is_named for bank in each.banks],
        "are_others_later": not all(each.is_named for each in later),
        "records": bounds.records,
        "most_unpaid": bounds.most_unpaid,
        "surcharged_after": bounds.surcharged_after,
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN_MONTHS, facts)
        _add_surcharges(cursor, facts, surcharge)
        cursor.execute("ANALYZE open_month")
        cursor.execute(REQUESTS, facts)
        requests = cursor.rowcount
        cursor.execute(LEFT_OUT, facts)
        left_out = cursor.rowcount
        for statement in (
            ARREARS_ASKED,
            ARREARS_OF_LEFT_OUT,
            AHEAD_OF_LEFT_OUT,
            "DROP TABLE open_month",
        ):
            cursor.execute(statement, facts)
        cursor.execute(
            "SELECT coalesce(sum(yen), 0)::bigint FROM debit_request WHERE cycle_id = %(cycle)s",
            facts,
        )
        yen = cursor.fetchone()[0]
    return Planned(requests, yen, left_out)


def _add_surcharges(cursor: Any, facts: dict[str, Any], surcharge: Surcharge) -> None:
    """Ask the law for the surcharge of each month that failed often enough; they are few."""
    if not facts["surcharged_after"]:
        return
    cursor.execute(OFTEN_FAILED, facts)
    found = [(contract, month, surcharge(yen, due_on)) for contract, month, yen, due_on in cursor]
    cursor.executemany(
        "UPDATE open_month SET surcharge = %s WHERE contract_id = %s AND month = %s",
        [(more, contract, month) for contract, month, more in found if more],
    )


# Months that may be asked now: promised and never asked, or failed and due again. An off-cycle
# day asks only for what was promised for that very day. A request that came to nothing counts for
# nothing: its months are in arrears, or, when they were to be paid ahead, come in their own time.
OPEN_MONTHS = """
CREATE TEMPORARY TABLE open_month ON COMMIT DROP AS
WITH recent AS (
    SELECT r.contract_id, r.months FROM debit_request r JOIN debit_cycle y ON y.key = r.cycle_id
    WHERE y.scheme = %(scheme)s AND y.debit_on > %(floor)s
    AND NOT EXISTS (
        SELECT FROM debit_result s WHERE s.cycle_id = r.cycle_id
        AND s.contract_id = r.contract_id AND s.is_final AND s.code <> '0'
    )
    AND NOT EXISTS (
        SELECT FROM debit_left_out l
        WHERE l.cycle_id = r.cycle_id AND l.contract_id = r.contract_id
    )
)
SELECT d.contract_id, d.month, d.yen, 0 AS surcharge, true AS is_promised FROM premium_due d
JOIN contract c ON c.number = d.contract_id AND c.status = 'active' AND c.scheme = %(scheme)s
WHERE d.debit_on > %(floor)s AND d.debit_on <= %(debit_on)s
AND (%(is_regular)s OR d.debit_on = %(debit_on)s)
AND (NOT %(is_named)s OR d.contract_id IN (
    SELECT contract_id FROM mandate WHERE bank_code = ANY (%(banks)s)
))
AND NOT EXISTS (
    SELECT FROM recent r WHERE r.contract_id = d.contract_id AND d.month = ANY (r.months)
)
AND NOT EXISTS (
    SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month
)
UNION ALL
SELECT a.contract_id, a.month, a.yen, 0, false FROM premium_arrear a
JOIN contract c ON c.number = a.contract_id AND c.status = 'active' AND c.scheme = %(scheme)s
WHERE %(is_regular)s AND a.asked_in_id IS NULL AND a.ask_again_in <= %(month)s
"""

OFTEN_FAILED = """
SELECT o.contract_id, o.month, o.yen, d.due_on FROM open_month o
JOIN premium_arrear a ON a.contract_id = o.contract_id AND a.month = o.month
JOIN premium_due d ON d.contract_id = o.contract_id AND d.month = o.month
WHERE a.failures >= %(surcharged_after)s ORDER BY o.contract_id, o.month
"""

# The bank is told of an account the first time a file names it: 1 a contract's first, 2 another.
REQUESTS = """
INSERT INTO debit_request
    (cycle_id, contract_id, customer_no, months, yens, surcharges, yen, new_code, part)
SELECT %(cycle)s, o.contract_id, m.customer_no, o.months, o.yens, o.surcharges, o.yen,
    CASE
        WHEN k.customer_no IS NOT NULL THEN '0'
        WHEN EXISTS (SELECT FROM debit_account e WHERE e.contract_id = o.contract_id) THEN '2'
        ELSE '1'
    END,
    (row_number() OVER (ORDER BY m.bank_code, m.branch_code, m.customer_no) - 1)
        / %(records)s + 1
FROM (
    SELECT contract_id, array_agg(month ORDER BY month) AS months,
        array_agg(yen ORDER BY month) AS yens,
        CASE WHEN sum(surcharge) > 0 THEN array_agg(surcharge ORDER BY month) END AS surcharges,
        sum(yen + surcharge) AS yen
    FROM open_month GROUP BY contract_id
) o
JOIN mandate m ON m.contract_id = o.contract_id AND m.state IN ('confirmed', 'suspect')
LEFT JOIN debit_account k ON k.customer_no = m.customer_no
WHERE (m.bank_code = ANY (%(banks)s)) = %(is_named)s
AND o.contract_id NOT IN (
    SELECT contract_id FROM premium_arrear GROUP BY contract_id HAVING count(*) >= %(most_unpaid)s
)
"""

# Promised for this day and reached by no channel any more: the account changed after the file of
# its new channel was planned.
LEFT_OUT = """
WITH unasked AS MATERIALIZED (
    SELECT o.contract_id, bool_or(o.is_promised) AS is_promised FROM open_month o
    WHERE NOT EXISTS (
        SELECT FROM debit_request r
        WHERE r.cycle_id = %(cycle)s AND r.contract_id = o.contract_id
    )
    GROUP BY o.contract_id
)
INSERT INTO debit_left_out (cycle_id, contract_id, reason)
SELECT %(cycle)s, o.contract_id,
    CASE
        WHEN m.state = 'stopped' THEN 'mandate_stopped'
        WHEN m.state = 'registered' OR NOT k.is_ours THEN 'mandate_not_confirmed'
        WHEN m.state IN ('confirmed', 'suspect') THEN 'too_many_unpaid'
        ELSE 'no_mandate'
    END
FROM unasked o
LEFT JOIN LATERAL (
    SELECT state, bank_code FROM mandate
    WHERE contract_id = o.contract_id AND state <> 'replaced'
    ORDER BY state IN ('confirmed', 'suspect') DESC, registered_on DESC LIMIT 1
) m ON true
CROSS JOIN LATERAL (
    SELECT coalesce((m.bank_code = ANY (%(banks)s)) = %(is_named)s, NOT %(is_named)s) AS is_ours,
        coalesce(m.bank_code = ANY (%(later_banks)s)
            OR %(are_others_later)s AND NOT m.bank_code = ANY (%(not_later_banks)s), true
        ) AS is_later
) k
WHERE k.is_ours OR o.is_promised AND NOT k.is_later
"""

ARREARS_ASKED = """
UPDATE premium_arrear a SET asked_in_id = %(cycle)s FROM open_month o
WHERE a.contract_id = o.contract_id AND a.month = o.month
AND EXISTS (
    SELECT FROM debit_request r WHERE r.cycle_id = %(cycle)s AND r.contract_id = o.contract_id
)
"""

# A month that could not be asked for waits with the failed ones; it keeps the code it has.
ARREARS_OF_LEFT_OUT = """
INSERT INTO premium_arrear
    (contract_id, month, yen, code, failures, failed_in_id, asked_in_id, ask_again_in)
SELECT o.contract_id, o.month, o.yen, '', 0, %(cycle)s, NULL,
    (%(month)s::date + interval '1 month')::date
FROM open_month o
JOIN debit_left_out l ON l.cycle_id = %(cycle)s AND l.contract_id = o.contract_id
WHERE o.month <= %(month)s
ON CONFLICT DO NOTHING
"""
# Months ahead are owed only as long as they are paid together; each will come in its own time.
AHEAD_OF_LEFT_OUT = f"""
WITH gone AS (
    DELETE FROM premium_due d USING open_month o, debit_left_out l
    WHERE l.cycle_id = %(cycle)s AND o.contract_id = l.contract_id AND o.month > %(month)s
    AND d.contract_id = o.contract_id AND d.month = o.month
    RETURNING d.contract_id, d.yen
) {LESS}
"""


def is_awaited(
    cycle: str, *, scheme: str, is_regular: bool, debit_on: date, since: datetime, reach: Reach
) -> bool:
    """Tell whether anybody was to be debited on a day that has no plan."""
    facts: dict[str, Any] = {
        "banks": list(reach.banks),
        "is_named": reach.is_named,
        "cycle": cycle,
        "scheme": scheme,
        "is_regular": is_regular,
        "debit_on": debit_on,
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(AWAITED, facts)
        return bool(cursor.fetchone()[0])


AWAITED = """
SELECT EXISTS (
    SELECT FROM contract c
    JOIN mandate m ON m.contract_id = c.number AND m.state IN ('confirmed', 'suspect')
    WHERE c.scheme = %(scheme)s AND c.status = 'active' AND c.accepted_at < %(since)s
    AND (m.bank_code = ANY (%(banks)s)) = %(is_named)s
    AND (%(is_regular)s OR EXISTS (
        SELECT FROM premium_due d WHERE d.contract_id = c.number AND d.debit_on = %(debit_on)s
    ))
) AND NOT EXISTS (
    SELECT FROM debit_cycle WHERE key = %(cycle)s AND planned_at IS NOT NULL
)
"""

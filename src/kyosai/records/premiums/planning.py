"""引き落としの計画 — who is asked for which months, written by a few statements for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from kyosai.records.premiums import opening
from kyosai.records.premiums.dues import LESS
from kyosai.records.premiums.models import Cycle
from kyosai.records.premiums.opening import Surcharge


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
class Since:
    """From where a plan looks for what went by unasked: debit days after ``floor``, before today.

    It looks once a month for all channels of a scheme.
    """

    floor: date
    planned_on: date
    looks_back: bool


@dataclass(frozen=True)
class Planned:
    """What a plan came to."""

    requests: int
    yen: int
    left_out: int


def ask(
    cycle: Cycle,
    *,
    since: Since,
    reach: Reach,
    later: Sequence[Reach],
    bounds: Bounds,
    surcharge: Surcharge,
) -> Planned:
    """Write the requests of a cycle, and who is left out and why.

    ``later`` are the channels that debit on the same day and are not planned yet: whoever they
    reach is theirs to ask. Whom every channel has passed by is left out here.
    """
    assert transaction.get_connection().in_atomic_block
    facts = _facts(cycle, since=since, reach=reach, bounds=bounds) | _facts_of(later)
    with connection.cursor() as cursor:
        if since.looks_back:
            opening.keep_what_was_left_behind(cursor, facts)
        opening.lay_out(cursor, facts, surcharge=surcharge)
        opening.add_passed_by(cursor, facts)
        requests, yen = _request(cursor, facts)
        left_out = _leave_out(cursor, facts)
        opening.put_away(cursor)
    return Planned(requests, yen, left_out)


def _facts(cycle: Cycle, *, since: Since, reach: Reach, bounds: Bounds) -> dict[str, Any]:
    same_day = Cycle.objects.filter(scheme=cycle.scheme, debit_on=cycle.debit_on)
    return {
        "cycle": cycle.key,
        "same_day": list(same_day.exclude(key=cycle.key).values_list("key", flat=True)),
        "scheme": cycle.scheme,
        "month": cycle.month,
        "debit_on": cycle.debit_on,
        "is_regular": cycle.is_regular,
        "floor": since.floor,
        "planned_on": since.planned_on,
        "banks": list(reach.banks),
        "is_named": reach.is_named,
        "records": bounds.records,
        "most_unpaid": bounds.most_unpaid,
        "surcharged_after": bounds.surcharged_after,
    }


def _facts_of(later: Sequence[Reach]) -> dict[str, Any]:
    return {
        "later_banks": [bank for each in later if each.is_named for bank in each.banks],
        "not_later_banks": [bank for each in later if not each.is_named for bank in each.banks],
        "are_others_later": not all(each.is_named for each in later),
    }


def _request(cursor: Any, facts: dict[str, Any]) -> tuple[int, int]:
    """Write the requests; return how many, and how much they ask for.

    Nearly everybody owes this month alone; the others' months are put together. No file is much
    larger than another.
    """
    cursor.execute(TOO_MANY_UNPAID, facts)
    cursor.execute(SEVERAL, facts)
    cursor.execute(ASKED, facts)
    count, yen = cursor.fetchone()
    parts = -(-count // facts["records"])
    facts["records_each"] = -(-count // max(parts, 1))
    cursor.execute(REQUESTS.format(part=PART if parts > 1 else "1"), facts)
    return cursor.rowcount, yen


def _leave_out(cursor: Any, facts: dict[str, Any]) -> int:
    """Write who is left out; their months wait, or come in their own time."""
    cursor.execute(LEFT_OUT, facts)
    left_out: int = cursor.rowcount
    for statement in (ARREARS_ASKED, ARREARS_OF_LEFT_OUT, AHEAD_OF_LEFT_OUT):
        cursor.execute(statement, facts)
    cursor.execute("DROP TABLE too_many_unpaid, several_months")
    return left_out


TOO_MANY_UNPAID = """
CREATE TEMPORARY TABLE too_many_unpaid ON COMMIT DROP AS
SELECT contract_id FROM premium_arrear a WHERE NOT EXISTS (
    SELECT FROM contract_deferral f
    WHERE f.contract_id = a.contract_id AND f.month = a.month AND f.due_on >= %(debit_on)s
)
GROUP BY contract_id HAVING count(*) >= %(most_unpaid)s
"""
SEVERAL = """
CREATE TEMPORARY TABLE several_months ON COMMIT DROP AS
SELECT DISTINCT contract_id FROM open_month WHERE month <> %(month)s OR surcharge > 0
"""
_IS_ASKED = """
customer_no IS NOT NULL AND contract_id NOT IN (SELECT contract_id FROM too_many_unpaid)
"""
ASKED = f"""
SELECT count(*), coalesce(sum(yen + surcharge), 0)::bigint FROM open_month WHERE {_IS_ASKED}
"""
PART = """
(row_number() OVER (ORDER BY o.bank_code, o.branch_code, o.customer_no) - 1) / %(records_each)s + 1
"""
# The bank is told of an account the first time a file names it: 1 a contract's first, 2 another.
REQUESTS = f"""
INSERT INTO debit_request
    (cycle_id, contract_id, customer_no, months, yens, surcharges, yen, new_code, part)
SELECT %(cycle)s, o.contract_id, o.customer_no, o.months, o.yens, o.surcharges, o.yen,
    CASE
        WHEN k.customer_no IS NOT NULL THEN '0'
        WHEN EXISTS (SELECT FROM debit_account e WHERE e.contract_id = o.contract_id) THEN '2'
        ELSE '1'
    END, {{part}}
FROM (
    SELECT contract_id, customer_no, bank_code, branch_code, ARRAY[month] AS months,
        ARRAY[yen] AS yens, NULL::int[] AS surcharges, yen
    FROM open_month
    WHERE {_IS_ASKED} AND contract_id NOT IN (SELECT contract_id FROM several_months)
    UNION ALL
    SELECT contract_id, customer_no, bank_code, branch_code, array_agg(month ORDER BY month),
        array_agg(yen ORDER BY month),
        CASE WHEN sum(surcharge) > 0 THEN array_agg(surcharge ORDER BY month) END,
        sum(yen + surcharge)
    FROM open_month
    WHERE {_IS_ASKED} AND contract_id IN (SELECT contract_id FROM several_months)
    GROUP BY contract_id, customer_no, bank_code, branch_code
) o
LEFT JOIN debit_account k ON k.customer_no = o.customer_no
"""

LEFT_OUT = """
WITH unasked AS MATERIALIZED (
    SELECT contract_id, bool_or(is_promised) AS is_promised FROM open_month
    WHERE customer_no IS NULL OR contract_id IN (SELECT contract_id FROM too_many_unpaid)
    GROUP BY contract_id
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

ARREARS_ASKED = f"""
UPDATE premium_arrear a SET asked_in_id = %(cycle)s
FROM (SELECT contract_id, month FROM open_month WHERE {_IS_ASKED}) o
WHERE a.contract_id = o.contract_id AND a.month = o.month
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

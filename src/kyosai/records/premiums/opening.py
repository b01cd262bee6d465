"""引き落とせる月 — the months that may be asked on a debit day, beside the account to debit.

They are laid out in a temporary table, in the order of contracts, and put away at the end.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

Surcharge = Callable[[int, date], int]
"""The surcharge, in yen, of a month's premium in yen that was due on a day."""


def keep_what_was_left_behind(cursor: Any, facts: dict[str, Any]) -> None:
    """Let months whose debit day went by unasked wait with the failed ones, to be asked now.

    A contract accepted while a cycle was being planned must not be forgotten, nor one whose cycle
    was missed, nor one whose account went from one channel to another.
    """
    cursor.execute(LEFT_BEHIND, facts)


# A request that came to nothing counts for nothing: its months are in arrears, or, when they were
# to be paid ahead, come in their own time.
LEFT_BEHIND = """
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
INSERT INTO premium_arrear
    (contract_id, month, yen, code, failures, failed_in_id, asked_in_id, ask_again_in)
SELECT d.contract_id, d.month, d.yen, '', 0, %(cycle)s, NULL, %(month)s
FROM premium_due d
WHERE d.debit_on > %(floor)s AND d.debit_on < %(planned_on)s
AND d.contract_id IN (
    SELECT number FROM contract WHERE status = 'active' AND scheme = %(scheme)s
)
AND NOT EXISTS (
    SELECT FROM recent r WHERE r.contract_id = d.contract_id AND d.month = ANY (r.months)
)
ON CONFLICT DO NOTHING
"""


def lay_out(cursor: Any, facts: dict[str, Any], *, surcharge: Surcharge) -> None:
    """Lay out what was promised for this day and, on a regular day, what is asked again."""
    cursor.execute(OPEN_MONTHS, facts)
    if facts["is_regular"]:
        cursor.execute(AGAIN, facts)
        _add_surcharges(cursor, facts, surcharge)
    cursor.execute("ANALYZE open_month")


# An account is debited by its own channel alone; whoever has none is looked at by LEFT_OUT.
# One day may have several channels, and an account may change between them.
_OPEN = """
SELECT o.contract_id, o.month, o.yen, 0 AS surcharge, m.customer_no, m.bank_code, m.branch_code,
    {is_promised} AS is_promised
FROM {months} o
JOIN contract c ON c.number = o.contract_id AND c.status = 'active' AND c.scheme = %(scheme)s
LEFT JOIN mandate m ON m.contract_id = o.contract_id AND m.state IN ('confirmed', 'suspect')
WHERE coalesce((m.bank_code = ANY (%(banks)s)) = %(is_named)s, true)
AND {which}
"""
OPEN_MONTHS = f"""
CREATE TEMPORARY TABLE open_month ON COMMIT DROP AS
{
    _OPEN.format(
        months="premium_due",
        is_promised="true",
        which='''o.debit_on = %(debit_on)s
AND NOT EXISTS (
    SELECT FROM premium_arrear a WHERE a.contract_id = o.contract_id AND a.month = o.month
)
AND NOT EXISTS (
    SELECT FROM debit_request r
    WHERE r.cycle_id = ANY (%(same_day)s) AND r.contract_id = o.contract_id
    AND o.month = ANY (r.months)
)''',
    )
}
"""
AGAIN = f"""
INSERT INTO open_month
{
    _OPEN.format(
        months="premium_arrear",
        is_promised="false",
        which="o.asked_in_id IS NULL AND o.ask_again_in <= %(month)s",
    )
}
"""


def add_passed_by(cursor: Any, facts: dict[str, Any]) -> None:
    """Add what was promised for this day and can be asked by no channel any more.

    The account changed after the file of its new channel was planned: it was confirmed since.
    The first plan of a regular day has nobody before it.
    """
    cursor.execute(PLANNED_SINCE, facts)
    (since,) = cursor.fetchone()
    if since or not facts["is_regular"]:
        cursor.execute(PASSED_BY, facts | {"since": since or date.min})


PLANNED_SINCE = "SELECT min(planned_at)::date FROM debit_cycle WHERE key = ANY (%(same_day)s)"
PASSED_BY = """
INSERT INTO open_month
SELECT d.contract_id, d.month, d.yen, 0, NULL, NULL, NULL, true
FROM premium_due d
JOIN mandate m ON m.contract_id = d.contract_id AND m.state IN ('confirmed', 'suspect')
JOIN contract c ON c.number = d.contract_id AND c.status = 'active' AND c.scheme = %(scheme)s
WHERE d.debit_on = %(debit_on)s
AND m.confirmed_on >= %(since)s
AND (m.bank_code = ANY (%(banks)s)) <> %(is_named)s
AND NOT (m.bank_code = ANY (%(later_banks)s)
    OR %(are_others_later)s AND NOT m.bank_code = ANY (%(not_later_banks)s))
AND NOT EXISTS (
    SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month
)
AND NOT EXISTS (
    SELECT FROM debit_request r
    WHERE r.cycle_id = ANY (%(same_day)s) AND r.contract_id = d.contract_id
    AND d.month = ANY (r.months)
)
"""


def _add_surcharges(cursor: Any, facts: dict[str, Any], surcharge: Surcharge) -> None:
    """Ask the law for the surcharge of each month that failed often enough; they are few."""
    if not facts["surcharged_after"]:
        return
    cursor.execute(OFTEN_FAILED, facts)
    found = [(contract, month, surcharge(yen, due_on)) for contract, month, yen, due_on in cursor]
    if found:
        cursor.execute(ADD_SURCHARGES, [list(column) for column in zip(*found, strict=True)])


OFTEN_FAILED = """
SELECT o.contract_id, o.month, o.yen, d.due_on FROM open_month o
JOIN premium_arrear a ON a.contract_id = o.contract_id AND a.month = o.month
JOIN premium_due d ON d.contract_id = o.contract_id AND d.month = o.month
WHERE a.failures >= %(surcharged_after)s AND o.customer_no IS NOT NULL
ORDER BY o.contract_id, o.month
"""

ADD_SURCHARGES = """
UPDATE open_month o SET surcharge = t.surcharge
FROM unnest(%s::text[], %s::date[], %s::int[]) AS t (contract_id, month, surcharge)
WHERE o.contract_id = t.contract_id AND o.month = t.month
"""


def put_away(cursor: Any) -> None:
    """Put the laid-out months away."""
    cursor.execute("DROP TABLE open_month")

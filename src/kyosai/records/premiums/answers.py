"""引き落とし結果の回答 — what each answer of a file does to arrears, dues and the journal, at once.

The answers are laid out beside their requests in a temporary table, and put away at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kyosai.basis.months import Month
from kyosai.records.ledger.writes import COLUMNS as LEDGER_COLUMNS
from kyosai.records.one_trip import Statement
from kyosai.records.premiums.dues import LESS


@dataclass(frozen=True)
class Again:
    """When each failed month is asked again, and the last month that is still claimed at all.

    What failed for want of an account (``at_once``) is asked in the ``next`` month.
    """

    months: dict[Month, Month]
    last_kept: Month
    at_once: Sequence[str]
    next: Month


@dataclass(frozen=True)
class Totals:
    """What the new answers of a file come to, and how many answers are still to come."""

    pending: int
    collected: int
    collected_yen: int
    transfers: int


@dataclass(frozen=True)
class Unsettled:
    """An answer that asks for an act, with the mandate as it stands."""

    contract: str
    customer_no: str
    code: str
    mandate_state: str
    party: UUID


def lay_out(cycle: str, *, part: int, answers: Sequence[tuple[str, str]]) -> list[str]:
    """Lay the answers out beside their requests; return what the bank now tells otherwise.

    An answer the bank gave before as final may be repeated, never changed.
    """
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE answer (customer_no varchar(20), code char(1)) ON COMMIT DROP"
        )
        with cursor.copy("COPY answer FROM STDIN") as copy:
            copy.write("\n".join(["\t".join(answer) for answer in answers]) + "\n")
        cursor.execute("ANALYZE answer")
        cursor.execute(ANSWERED, {"cycle": cycle, "part": part})
        cursor.execute("ANALYZE answered")
        cursor.execute("SELECT count(*) FROM answered")
        assert cursor.fetchone()[0] == len(answers), "an answer to no request of ours"
        cursor.execute(
            "SELECT customer_no FROM answered WHERE known_code IS NOT NULL AND known_code <> code"
            " ORDER BY customer_no"
        )
        return [number for (number,) in cursor]


ANSWERED = """
CREATE TEMPORARY TABLE answered ON COMMIT DROP AS
SELECT r.contract_id, r.customer_no, r.months, r.yens, r.surcharges, r.yen, a.code,
    known.code AS known_code
FROM answer a
JOIN debit_request r
    ON r.cycle_id = %(cycle)s AND r.part = %(part)s AND r.customer_no = a.customer_no
LEFT JOIN debit_result known
    ON known.cycle_id = r.cycle_id AND known.contract_id = r.contract_id AND known.is_final
"""


def failed_months() -> list[Month]:
    """Return the months that have newly failed, of whatever contract."""
    with connection.cursor() as cursor:
        cursor.execute(FAILED_MONTHS)
        return [Month.of(month) for (month,) in cursor]


FAILED_MONTHS = """
SELECT DISTINCT x.month FROM answered n, unnest(n.months) AS x (month)
WHERE n.code NOT IN ('0', 'N') AND n.known_code IS NULL ORDER BY x.month
"""


def take_in(cycle: str, *, result: str, again: Again, at: datetime) -> Totals:
    """Append the new answers; move months into and out of arrears."""
    facts: dict[str, Any] = {
        "cycle": cycle,
        "result": result,
        "at": at,
        "months": [month.first_day for month in again.months],
        "again": [month.first_day for month in again.months.values()],
        "last_kept": again.last_kept.first_day,
        "at_once": list(again.at_once),
        "next": again.next.first_day,
    }
    with connection.cursor() as cursor:
        for statement in (APPEND, NO_LONGER_IN_ARREARS, IN_ARREARS, AHEAD_OF_FAILED):
            cursor.execute(statement, facts)
        cursor.execute(TOTALS)
        return Totals(*cursor.fetchone())


APPEND = """
INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id, settled_at)
SELECT %(cycle)s, contract_id, code <> 'N', code, %(result)s, %(at)s
FROM answered n
WHERE known_code IS NULL AND NOT (code = 'N' AND contract_id IN (
    SELECT contract_id FROM debit_result WHERE cycle_id = %(cycle)s AND NOT is_final AND code <> '0'
))
"""
NO_LONGER_IN_ARREARS = """
DELETE FROM premium_arrear a USING answered n
WHERE n.code = '0' AND n.known_code IS NULL
AND a.contract_id = n.contract_id AND a.month = ANY (n.months)
"""
IN_ARREARS = """
INSERT INTO premium_arrear AS a
    (contract_id, month, yen, code, failures, failed_in_id, asked_in_id, ask_again_in)
SELECT n.contract_id, x.month, x.yen, n.code, 1, %(cycle)s, NULL,
    CASE WHEN n.code = ANY (%(at_once)s) THEN %(next)s ELSE w.again END
FROM answered n CROSS JOIN unnest(n.months, n.yens) AS x (month, yen)
JOIN unnest(%(months)s::date[], %(again)s::date[]) AS w (month, again) ON w.month = x.month
WHERE n.code NOT IN ('0', 'N') AND n.known_code IS NULL AND x.month <= %(last_kept)s
ON CONFLICT (contract_id, month) DO UPDATE
SET code = EXCLUDED.code, failures = a.failures + 1, failed_in_id = EXCLUDED.failed_in_id,
    asked_in_id = NULL, ask_again_in = EXCLUDED.ask_again_in
"""
# What was to be paid ahead is not owed yet: each month comes in its own time.
AHEAD_OF_FAILED = f"""
WITH gone AS (
    DELETE FROM premium_due d USING answered n
    WHERE n.code NOT IN ('0', 'N') AND n.known_code IS NULL AND d.contract_id = n.contract_id
    AND d.month = ANY (n.months) AND d.month > %(last_kept)s
    RETURNING d.contract_id, d.yen
) {LESS}
"""
TOTALS = """
SELECT count(*) FILTER (WHERE code = 'N'), count(*) FILTER (WHERE is_paid),
    coalesce(sum(yen) FILTER (WHERE is_paid), 0)::bigint,
    coalesce(sum(cardinality(months) + surcharged) FILTER (WHERE is_paid), 0)::bigint
FROM (
    SELECT *, code = '0' AND known_code IS NULL AS is_paid,
        (SELECT count(*) FROM unnest(surcharges) AS s (yen) WHERE s.yen > 0) AS surcharged
    FROM answered
) n
"""


@dataclass(frozen=True)
class Accounts:
    """Where collected money goes: an account, and the beginnings of two of each contract's own."""

    debit: str
    premiums: str
    surcharges: str


def collected(
    cycle: str, *, accounts: Accounts, year: int, effective_on: date, at: datetime
) -> Statement:
    """Name the transfers of what was newly collected: one for each month, one for a surcharge."""
    assert LEDGER_COLUMNS[:2] == ("key", "posted_at")
    premiums = [f"collected:{cycle}:", at, year, accounts.debit, accounts.premiums, effective_on]
    surcharges = [f"surcharge:{cycle}:", at, year, accounts.debit, accounts.surcharges]
    return f"{PREMIUMS} UNION ALL {SURCHARGES} ORDER BY 4", [
        *premiums,
        *surcharges,
        effective_on,
    ]


_TRANSFERS = """
SELECT %s || n.contract_id || ':' || to_char(x.month, 'YYYY-MM'), %s::timestamptz,
    %s::smallint, n.contract_id, '{kind}', %s, %s || n.contract_id, x.yen, %s::date, ''
FROM answered n CROSS JOIN unnest(n.months, n.{yens}) AS x (month, yen)
WHERE n.code = '0' AND n.known_code IS NULL {more}
"""
PREMIUMS = _TRANSFERS.format(kind="premium_collected", yens="yens", more="")
SURCHARGES = _TRANSFERS.format(
    kind="surcharge_collected", yens="surcharges", more="AND n.surcharges IS NOT NULL AND x.yen > 0"
)


def exceptions() -> list[Unsettled]:
    """Return the new answers somebody has to act on: no payment, or one from a suspect account.

    They are few: what else has to be known of them is looked up by its key, one by one.
    """
    with connection.cursor() as cursor:
        cursor.execute(EXCEPTIONS)
        found = cursor.fetchall()
        cursor.execute(STATES, [[number for _, number, _ in found]])
        states = dict(cursor.fetchall())
        cursor.execute(PARTIES, [[contract for contract, _, _ in found]])
        parties = dict(cursor.fetchall())
    return [
        Unsettled(contract, number, code, states[number], parties[contract])
        for contract, number, code in found
    ]


# Who lacked funds hears of it, and that is all.
EXCEPTIONS = """
SELECT contract_id, customer_no, code FROM answered
WHERE known_code IS NULL AND (
    code NOT IN ('0', '1', 'N')
    OR code = '0' AND customer_no IN (SELECT customer_no FROM mandate WHERE state = 'suspect')
)
ORDER BY contract_id
"""
STATES = "SELECT customer_no, state FROM mandate WHERE customer_no = ANY (%s)"
PARTIES = "SELECT number, party_id FROM contract WHERE number = ANY (%s)"


def put_away() -> None:
    """Put the laid-out answers away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE answer, answered")

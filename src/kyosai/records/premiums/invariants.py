"""掛金の不変条件 — what is always true of dues, requests, results, arrears and the journal.

Each statement returns the keys of what breaks it; on sound books it returns nothing. All of them
read everything there is; ``figures`` asks about one cycle, as quickly in its tenth year.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from kyosai.basis.months import fiscal_year

SAMPLES = 5


@dataclass(frozen=True)
class Broken:
    """An invariant that does not hold, with a few of the keys that break it."""

    name: str
    samples: tuple[str, ...]


class Figure(NamedTuple):
    """A count and its whole yen: debits for the bank and the results, months for the others."""

    number: int
    yen: int


@dataclass(frozen=True)
class Figures:
    """One cycle's collected premiums, as four witnesses tell them; and its surcharges.

    ``failed`` are the months of failed debits, ``arrears`` those of them that wait or were paid
    since: the same, unless one was lost.
    """

    bank: Figure
    results: Figure
    journal: Figure
    surcharges: Figure
    dues: Figure
    failed: Figure
    arrears: Figure


def broken() -> list[Broken]:
    """Return every invariant that does not hold now."""
    return _broken(INVARIANTS, {})


def broken_before(debit_on: date) -> list[Broken]:
    """Return what must not be so when a day's debits are planned: a look that costs nothing."""
    return _broken(BEFORE, {"debit_on": debit_on})


def _broken(invariants: dict[str, str], facts: dict[str, Any]) -> list[Broken]:
    found = []
    with connection.cursor() as cursor:
        for name, statement in invariants.items():
            cursor.execute(f"{statement} LIMIT {SAMPLES}", facts)
            samples = tuple(str(key) for (key,) in cursor)
            if samples:
                found.append(Broken(name, samples))
    return found


STRAYS = """
SELECT d.contract_id FROM premium_due d
WHERE NOT EXISTS (SELECT FROM contract c WHERE c.number = d.contract_id)
"""
# A month's dues are written from the contracts when its first cycle is planned; only what lies
# ahead of every plan was written one by one.
BEFORE = {
    "掛金は、ある契約のものである": f"""
        {STRAYS} AND d.debit_on >= %(debit_on)s AND d.debit_on > (
            SELECT coalesce(max(debit_on), '-infinity') FROM debit_cycle
            WHERE planned_at IS NOT NULL
        )
    """,
    "消し込んだ回は、照合も済んでいる": """
        SELECT key FROM debit_cycle y WHERE settled_at IS NOT NULL AND confirmed_at IS NULL
        AND EXISTS (SELECT FROM debit_file f WHERE f.cycle_id = y.key)
    """,
}


INVARIANTS = {
    "掛金は、ある契約のものである": STRAYS,
    "依頼した月は、納付すべき月である": """
        SELECT r.contract_id || ' ' || x.month
        FROM debit_request r
        JOIN debit_cycle y ON y.key = r.cycle_id
        LEFT JOIN debit_result s
            ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final,
        unnest(r.months) AS x (month)
        WHERE (x.month <= y.month OR s.code = '0') AND NOT EXISTS (
            SELECT FROM premium_due d WHERE d.contract_id = r.contract_id AND d.month = x.month
        )
    """,
    "積立ての合計は、納付すべき掛金の和である": """
        SELECT t.contract_id FROM premium_total t
        LEFT JOIN premium_due d ON d.contract_id = t.contract_id
        GROUP BY t.contract_id HAVING t.owed <> coalesce(sum(d.yen), 0)
    """,
    "同じ月は、二度納付されない": """
        SELECT r.contract_id || ' ' || x.month
        FROM debit_result s
        JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id,
        unnest(r.months) AS x (month)
        WHERE s.code = '0' GROUP BY r.contract_id, x.month HAVING count(*) > 1
    """,
    "納付した月には、仕訳が一つある": """
        SELECT paid.key FROM (
            SELECT 'collected:' || s.cycle_id || ':' || s.contract_id || ':'
                || to_char(x.month, 'YYYY-MM') AS key, x.yen
            FROM debit_result s
            JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id,
            unnest(r.months, r.yens) AS x (month, yen)
            WHERE s.code = '0'
        ) paid
        FULL JOIN (
            SELECT key, yen FROM ledger_transfer WHERE kind = 'premium_collected'
        ) posted ON posted.key = paid.key
        WHERE paid.yen IS DISTINCT FROM posted.yen
    """,
    "納付した割増金には、仕訳が一つある": """
        SELECT paid.key FROM (
            SELECT 'surcharge:' || s.cycle_id || ':' || s.contract_id || ':'
                || to_char(x.month, 'YYYY-MM') AS key, x.yen
            FROM debit_result s
            JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id,
            unnest(r.months, r.surcharges) AS x (month, yen)
            WHERE s.code = '0' AND r.surcharges IS NOT NULL AND x.yen > 0
        ) paid
        FULL JOIN (
            SELECT key, yen FROM ledger_transfer WHERE kind = 'surcharge_collected'
        ) posted ON posted.key = paid.key
        WHERE paid.yen IS DISTINCT FROM posted.yen
    """,
    "未納の月は、納付されていない": """
        SELECT a.contract_id || ' ' || a.month FROM premium_arrear a
        JOIN debit_request r ON r.contract_id = a.contract_id AND a.month = ANY (r.months)
        JOIN debit_result s
            ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.code = '0'
    """,
    "引き落とせなかった月は、未納に残っている": """
        SELECT r.contract_id || ' ' || x.month
        FROM debit_result s
        JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id,
        unnest(r.months) AS x (month)
        WHERE s.code NOT IN ('0', 'N')
        AND EXISTS (
            SELECT FROM premium_due d WHERE d.contract_id = r.contract_id AND d.month = x.month
            AND d.debit_on <= (SELECT debit_on FROM debit_cycle WHERE key = s.cycle_id)
        )
        AND NOT EXISTS (
            SELECT FROM premium_arrear a WHERE a.contract_id = r.contract_id AND a.month = x.month
        )
        AND NOT EXISTS (
            SELECT FROM premium_released g WHERE g.contract_id = r.contract_id AND g.month = x.month
        )
        AND NOT EXISTS (
            SELECT FROM debit_request p
            JOIN debit_result q
                ON q.cycle_id = p.cycle_id AND q.contract_id = p.contract_id AND q.code = '0'
            WHERE p.contract_id = r.contract_id AND x.month = ANY (p.months)
        )
    """,
    "返す掛金には、仕訳が一つある": """
        SELECT coalesce(gone.key, posted.key) FROM (
            SELECT 'premium-refund:' || contract_id || ':' || to_char(month, 'YYYY-MM') AS key, yen
            FROM premium_released WHERE kind = 'refunded'
        ) gone
        FULL JOIN (
            SELECT key, yen FROM ledger_transfer WHERE kind = 'premium_refunded'
        ) posted ON posted.key = gone.key
        WHERE gone.yen IS DISTINCT FROM posted.yen
    """,
    "納付すべき掛金は、納付・未納・依頼中・予定・免除・返還のどれか一つである": """
        WITH told AS (
            SELECT r.contract_id, x.month, s.code FROM debit_request r
            LEFT JOIN debit_result s
                ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
            CROSS JOIN unnest(r.months) AS x (month)
            WHERE NOT EXISTS (
                SELECT FROM debit_left_out l
                WHERE l.cycle_id = r.cycle_id AND l.contract_id = r.contract_id
            )
        ), planned AS (
            SELECT scheme, min(last) AS last FROM (
                SELECT scheme, channel, max(debit_on) AS last FROM debit_cycle
                WHERE is_regular AND planned_at IS NOT NULL GROUP BY scheme, channel
            ) channels GROUP BY scheme
        ), states AS (
            SELECT d.contract_id, d.month, coalesce(g.kind, '') AS released,
                EXISTS (SELECT FROM told t WHERE t.contract_id = d.contract_id
                    AND t.month = d.month AND t.code = '0') AS is_paid,
                EXISTS (SELECT FROM told t WHERE t.contract_id = d.contract_id
                    AND t.month = d.month AND t.code IS NULL) AS is_in_flight,
                a.month IS NOT NULL AND a.asked_in_id IS NULL AS is_in_arrears,
                d.debit_on > coalesce(p.last, '-infinity') AS is_to_come,
                c.status = 'ended' AS has_ended
            FROM premium_due d
            JOIN contract c ON c.number = d.contract_id
            LEFT JOIN planned p ON p.scheme = c.scheme
            LEFT JOIN premium_released g ON g.month = d.month AND g.contract_id = d.contract_id
            LEFT JOIN premium_arrear a ON a.month = d.month AND a.contract_id = d.contract_id
        )
        SELECT contract_id || ' ' || month FROM states WHERE CASE
            WHEN released = 'refunded' THEN NOT is_paid OR is_in_flight OR is_in_arrears
            WHEN released = 'waived' THEN is_paid OR is_in_flight OR is_in_arrears
            WHEN is_paid THEN is_in_flight OR is_in_arrears
            WHEN is_in_flight THEN is_in_arrears
            ELSE NOT (is_in_arrears OR is_to_come OR has_ended)
        END
    """,
    "ファイルは、依頼の件数と金額に等しい": """
        SELECT f.name FROM debit_file f
        JOIN debit_request r ON r.cycle_id = f.cycle_id AND r.part = f.part
        GROUP BY f.name HAVING count(*) <> f.records OR sum(r.yen) <> f.yen
    """,
}


def figures(cycle: str, *, debit_on: date) -> Figures:
    """Return what bank, results, journal and dues say was collected in a cycle."""
    facts: dict[str, Any] = {"cycle": cycle, "debit_on": debit_on, "year": fiscal_year(debit_on)}
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED_MONTHS, facts)
        facts["months"] = cursor.fetchone()[0]
        return Figures(*(_asked(cursor, each, facts) for each in WITNESSES))


def _asked(cursor: Any, statement: str, facts: dict[str, Any]) -> Figure:
    cursor.execute(statement, facts)
    return Figure(*map(int, cursor.fetchone()))


# Dues are kept by month: a cycle touches a few months of them, however many years there are.
ANSWERED_MONTHS = """
SELECT coalesce(array_agg(DISTINCT month), '{}') FROM debit_request r, unnest(r.months) AS x (month)
WHERE r.cycle_id = %(cycle)s
"""
BANK = """
SELECT coalesce(sum(g.collected), 0), coalesce(sum(g.collected_yen), 0)
FROM bank_result_reading g
JOIN bank_result_file b ON b.name = g.result_id
JOIN debit_file f ON f.name = b.file_id
WHERE f.cycle_id = %(cycle)s AND g.outcome = 'settled' AND f.part < 90
"""
RESULTS = """
SELECT count(*), coalesce(sum(r.yen), 0) FROM debit_result s
JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id
WHERE s.cycle_id = %(cycle)s AND s.code = '0'
"""
_JOURNAL = """
SELECT count(*), coalesce(sum(yen), 0) FROM ledger_transfer
WHERE fiscal_year = %(year)s AND effective_on = %(debit_on)s AND kind = '{kind}'
AND starts_with(key, '{key}:' || %(cycle)s || ':')
"""
JOURNAL = _JOURNAL.format(kind="premium_collected", key="collected")
SURCHARGES = _JOURNAL.format(kind="surcharge_collected", key="surcharge")
DUES = """
SELECT count(d.yen), coalesce(sum(d.yen), 0) FROM debit_result s
JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id
JOIN premium_due d ON d.contract_id = r.contract_id AND d.month = ANY (r.months)
WHERE s.cycle_id = %(cycle)s AND s.code = '0' AND d.month = ANY (%(months)s)
"""
_FAILED = """
SELECT r.contract_id, x.month, x.yen FROM debit_result s
JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id
CROSS JOIN unnest(r.months, r.yens) AS x (month, yen)
WHERE s.cycle_id = %(cycle)s AND s.code <> '0' AND s.code <> 'N'
"""
# What was to be paid ahead is not owed any more when its debit has failed, nor what was released.
FAILED = f"""
SELECT count(*), coalesce(sum(f.yen), 0) FROM ({_FAILED}) f
JOIN premium_due d ON d.month = f.month AND d.contract_id = f.contract_id
AND d.debit_on <= %(debit_on)s
WHERE d.month = ANY (%(months)s)
AND NOT EXISTS (
    SELECT FROM premium_released g WHERE g.month = f.month AND g.contract_id = f.contract_id
)
"""
ARREARS = f"""
SELECT count(*), coalesce(sum(f.yen), 0) FROM ({_FAILED}) f
JOIN premium_arrear a ON a.month = f.month AND a.contract_id = f.contract_id
"""
WITNESSES = (BANK, RESULTS, JOURNAL, SURCHARGES, DUES, FAILED, ARREARS)

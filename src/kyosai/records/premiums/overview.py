"""引き落としの一覧 — cycles, files and answers with their totals, for whoever watches over them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kyosai.records.premiums.models import LEFT_OUT, Cycle

__all__ = ["Cycle"]


@dataclass(frozen=True)
class Count:
    """How many, and how much."""

    count: int = 0
    yen: int = 0


@dataclass(frozen=True)
class Totals:
    """One cycle in figures: what was planned, put into files, received, answered."""

    asked: Count
    in_files: Count
    received: Count
    refused: Count
    collected: Count
    failed: Count
    pending: Count

    @property
    def plan_less_files(self) -> int:
        """What the plan asks for and no file does."""
        return self.asked.yen - self.in_files.yen

    @property
    def unanswered(self) -> Count:
        """What the bank received and has not answered at all."""
        answers = (self.collected, self.failed, self.pending)
        return Count(
            self.received.count - sum(answer.count for answer in answers),
            self.received.yen - sum(answer.yen for answer in answers),
        )


@dataclass(frozen=True)
class File:
    """A file for the bank, and what became of it."""

    name: str
    digest: str
    records: int
    yen: int
    made_at: datetime
    handed_at: datetime | None
    receipt: str
    refusal: str


@dataclass(frozen=True)
class Result:
    """A result file, and what became of it."""

    name: str
    cycle: str
    digest: str
    fetched_at: datetime
    read_at: datetime | None
    outcome: str
    collected: int
    collected_yen: int
    refusal: str


def cycles(limit: int | None = 60) -> list[Cycle]:
    """Return the newest cycles, the latest debit day first."""
    return list(Cycle.objects.order_by("-debit_on", "channel")[:limit])


def first_debits() -> list[tuple[str, date, date, int]]:
    """Return how many contracts of a scheme, applied for on a day, are first debited on another."""
    return _rows(FIRST_DEBITS, [])


FIRST_DEBITS = """
SELECT c.scheme, c.applied_on, d.debit_on, count(*) FROM contract c
JOIN premium_due d
    ON d.month = date_trunc('month', c.formed_on)::date AND d.contract_id = c.number
GROUP BY c.scheme, c.applied_on, d.debit_on ORDER BY c.scheme, c.applied_on, d.debit_on
"""


def totals(cycle: str) -> Totals:
    """Return one cycle in figures."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, {"cycle": cycle})
        figures = cursor.fetchone()
    pairs = zip(figures[0::2], figures[1::2], strict=True)
    return Totals(*(Count(count, yen) for count, yen in pairs))


TOTALS = """
WITH answered AS (
    SELECT DISTINCT ON (contract_id) contract_id, code FROM debit_result
    WHERE cycle_id = %(cycle)s ORDER BY contract_id, is_final DESC
), asked AS (
    SELECT r.yen, a.code FROM debit_request r LEFT JOIN answered a USING (contract_id)
    WHERE r.cycle_id = %(cycle)s
), plan AS (
    SELECT count(*) AS asked, coalesce(sum(yen), 0)::bigint AS asked_yen,
        count(*) FILTER (WHERE code = '0') AS paid,
        coalesce(sum(yen) FILTER (WHERE code = '0'), 0)::bigint AS paid_yen,
        count(*) FILTER (WHERE code NOT IN ('0', 'N')) AS failed,
        coalesce(sum(yen) FILTER (WHERE code NOT IN ('0', 'N')), 0)::bigint AS failed_yen,
        count(*) FILTER (WHERE code = 'N') AS pending,
        coalesce(sum(yen) FILTER (WHERE code = 'N'), 0)::bigint AS pending_yen
    FROM asked
), files AS (
    SELECT coalesce(sum(f.records), 0)::bigint AS records, coalesce(sum(f.yen), 0)::bigint AS yen,
        coalesce(sum(f.records) FILTER (WHERE h.receipt <> ''), 0)::bigint AS received,
        coalesce(sum(f.yen) FILTER (WHERE h.receipt <> ''), 0)::bigint AS received_yen,
        coalesce(sum(f.records) FILTER (WHERE h.refusal <> ''), 0)::bigint AS refused,
        coalesce(sum(f.yen) FILTER (WHERE h.refusal <> ''), 0)::bigint AS refused_yen
    FROM debit_file f LEFT JOIN debit_file_hand_over h ON h.file_id = f.name
    WHERE f.cycle_id = %(cycle)s
)
SELECT asked, asked_yen, records, yen, received, received_yen, refused, refused_yen,
    paid, paid_yen, failed, failed_yen, pending, pending_yen FROM plan, files
"""


def by_code(cycle: str) -> list[tuple[str, int, int]]:
    """Return the newest answers of a cycle by result code: how many, how much."""
    return _rows(BY_CODE, [cycle, cycle])


BY_CODE = """
SELECT a.code, count(*), sum(r.yen)::bigint FROM (
    SELECT DISTINCT ON (contract_id) contract_id, code FROM debit_result
    WHERE cycle_id = %s ORDER BY contract_id, is_final DESC
) a JOIN debit_request r ON r.cycle_id = %s AND r.contract_id = a.contract_id
GROUP BY a.code ORDER BY a.code
"""


def left_out(cycle: str) -> list[tuple[str, int]]:
    """Return why a cycle could not ask contracts, in words, and how many."""
    rows = _rows(
        "SELECT reason, count(*) FROM debit_left_out WHERE cycle_id = %s"
        " GROUP BY reason ORDER BY reason",
        [cycle],
    )
    return [(LEFT_OUT[reason], count) for reason, count in rows]


def files(cycle: str) -> list[File]:
    """Return the files of a cycle."""
    rows = _rows(FILES, [cycle])
    return [File(*row) for row in rows]


FILES = """
SELECT f.name, f.digest, f.records, f.yen, f.made_at, h.at, coalesce(h.receipt, ''),
    coalesce(h.refusal, '')
FROM debit_file f LEFT JOIN debit_file_hand_over h ON h.file_id = f.name
WHERE f.cycle_id = %s ORDER BY f.part
"""


def results(cycle: str) -> list[Result]:
    """Return the result files of a cycle, in the order they came."""
    return [Result(*row) for row in _rows(RESULTS + "WHERE f.cycle_id = %s" + NEWEST_LAST, [cycle])]


def refused_results(limit: int = 100) -> list[Result]:
    """Return the result files refused whole, the newest first."""
    where = "WHERE g.outcome = 'refused' ORDER BY b.fetched_at DESC, b.name LIMIT %s"
    return [Result(*row) for row in _rows(RESULTS + where, [limit])]


RESULTS = """
SELECT b.name, f.cycle_id, b.digest, b.fetched_at, g.at, coalesce(g.outcome, ''),
    coalesce(g.collected, 0), coalesce(g.collected_yen, 0), coalesce(g.refusal, '')
FROM bank_result_file b JOIN debit_file f ON f.name = b.file_id
LEFT JOIN bank_result_reading g ON g.result_id = b.name
"""
NEWEST_LAST = " ORDER BY b.fetched_at, b.name"


def refused_files(limit: int = 100) -> list[tuple[str, str, datetime, str]]:
    """Return the files of ours the bank refused whole: name, cycle, when, why."""
    return _rows(
        "SELECT f.name, f.cycle_id, h.at, h.refusal FROM debit_file_hand_over h"
        " JOIN debit_file f ON f.name = h.file_id WHERE h.refusal <> ''"
        " ORDER BY h.at DESC LIMIT %s",
        [limit],
    )


def unanswered(limit: int = 200) -> list[tuple[str, str, int, datetime]]:
    """Return what the bank received and has not answered: cycle, contract, yen, result due."""
    return _rows(UNANSWERED, [limit])


UNANSWERED = """
SELECT y.key, r.contract_id, r.yen, y.result_at
FROM debit_cycle y
JOIN debit_file f ON f.cycle_id = y.key
JOIN debit_file_hand_over h ON h.file_id = f.name AND h.receipt <> ''
JOIN debit_request r ON r.cycle_id = y.key AND r.part = f.part
LEFT JOIN debit_result s
    ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
WHERE y.built_at IS NOT NULL AND y.settled_at IS NULL AND s.contract_id IS NULL
ORDER BY y.result_at, r.contract_id LIMIT %s
"""


def arrears(limit: int = 200) -> list[tuple[str, Any, int, str, str, bool]]:
    """Return unpaid months: contract, month, yen, code, cycle it failed in, asked again or not."""
    return _rows(
        "SELECT contract_id, month, yen, code, failed_in_id, asked_in_id IS NOT NULL"
        " FROM premium_arrear ORDER BY month, contract_id LIMIT %s",
        [limit],
    )


def _rows(sql: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())

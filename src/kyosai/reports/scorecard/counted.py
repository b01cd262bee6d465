"""件数 — filings of a year counted from their cases: how they came in, and how they ended.

Online is what came in by the portal, under its own kind of receipt; assisted is the part of it
that was prepared at a counter and sent by the person. The promise of a case moves with its pauses:
gross judges by the promise as first given, net leaves out the time waited for the person (P1).
What happened after the moment asked about is left out, so that the same question asked again gives
the same figures.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from kyosai.basis import tokyo

COUNT = """
WITH stood AS (
    SELECT p.case_id, coalesce(sum(p.ended_at - p.started_at), interval '0') AS added,
           coalesce(sum(least(coalesce(p.ended_at, %(at)s), %(at)s) - p.started_at)
                    FILTER (WHERE p.code = 'P1' AND p.started_at < %(at)s), interval '0')
               AS for_person
    FROM case_pause p GROUP BY p.case_id
), filing AS (
    SELECT c.flow, c.receipt, c.filing, c.received_at,
           coalesce(c.closed_at <= %(at)s, false) AS is_closed,
           CASE WHEN c.closed_at <= %(at)s THEN c.outcome ELSE '' END AS outcome,
           CASE WHEN c.closed_at <= %(at)s THEN c.closed_at ELSE %(at)s END AS until,
           c.due_at - coalesce(s.added, interval '0') AS promised_at,
           coalesce(s.for_person, interval '0') AS for_person
    FROM case_file c LEFT JOIN stood s ON s.case_id = c.number
    WHERE c.flow = ANY(%(flows)s) AND c.received_at >= %(since)s AND c.received_at < %(until)s
      AND c.received_at <= %(at)s
)
SELECT flow, {month}
       count(*) AS received,
       count(*) FILTER (WHERE receipt LIKE 'U-%%') AS online,
       count(*) FILTER (WHERE receipt LIKE 'U-%%' AND filing ? 'assisted_by') AS assisted,
       count(*) FILTER (WHERE is_closed) AS decided,
       count(*) FILTER (WHERE is_closed AND until <= promised_at) AS kept_gross,
       count(*) FILTER (WHERE is_closed AND until - for_person <= promised_at) AS kept_net,
       count(*) FILTER (WHERE NOT is_closed AND until - for_person > promised_at) AS overdue,
       count(*) FILTER (WHERE outcome IN ('refused', 'returned')) AS refused,
       coalesce(extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (
           ORDER BY until - received_at - for_person) FILTER (WHERE is_closed)), 0)::bigint
           AS median_seconds
FROM filing GROUP BY flow{by_month} ORDER BY flow{by_month}
"""
MIDNIGHT = time(0)
MONTH = "to_char(received_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS month,"


@dataclass(frozen=True)
class Counts:
    """What became of the filings of one procedure, or of several together.

    The median is of one procedure alone; together there is none.
    """

    received: int = 0
    online: int = 0
    assisted: int = 0
    decided: int = 0
    kept_gross: int = 0
    kept_net: int = 0
    overdue: int = 0
    refused: int = 0
    median_seconds: int = 0

    @property
    def paper(self) -> int:
        """How many were keyed from paper."""
        return self.received - self.online

    @property
    def promises(self) -> int:
        """How many promises can be judged: decided, or past their moment."""
        return self.decided + self.overdue

    def __add__(self, other: "Counts") -> "Counts":
        sums = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(Counts)
        }
        return Counts(**sums | {"median_seconds": 0})


NOTHING = Counts()


def span(year: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def of_year(year: int, *, flows: list[str], at: datetime) -> dict[str, Counts]:
    """Return the counts of each procedure over a year, as they stand at a moment."""
    rows = _asked(COUNT.format(month="", by_month=""), year, flows, at)
    return {row.pop("flow"): Counts(**row) for row in rows}


def by_month(year: int, *, flows: list[str], at: datetime) -> dict[str, Counts]:
    """Return the counts of all procedures together, month by month."""
    months: dict[str, Counts] = {}
    for row in _asked(COUNT.format(month=MONTH, by_month=", month"), year, flows, at):
        row.pop("flow")
        month = row.pop("month")
        months[month] = months.get(month, NOTHING) + Counts(**row)
    return dict(sorted(months.items()))


def _asked(sql: str, year: int, flows: list[str], at: datetime) -> list[dict[str, Any]]:
    since, last = span(year)
    asked: dict[str, Any] = {
        "flows": flows,
        "since": tokyo.at(since, MIDNIGHT),
        "until": tokyo.at(last + timedelta(days=1), MIDNIGHT),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

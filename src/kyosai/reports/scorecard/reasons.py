"""不備の理由 — what rules and officers found wrong, by the kind of finding, never by a person."""

from datetime import date, datetime, time, timedelta

from django.db import connection

from kyosai.basis import parameters, tokyo

FOUND = """
SELECT c.flow, split_part(found ->> 'key', ':', 1) AS key, count(DISTINCT c.number)
FROM case_file c JOIN case_entry e ON e.case_id = c.number
     CROSS JOIN LATERAL jsonb_array_elements(e.findings) AS found
WHERE c.flow = ANY(%s) AND c.received_at >= %s AND c.received_at < %s
      AND e.at <= %s AND found ->> 'is_well' = 'false'
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""


def counted(
    flows: list[str], *, since: date, until: date, at: datetime
) -> list[tuple[str, str, int]]:
    """Return procedure, reason in words and number of filings, the most frequent first."""
    first, end = (tokyo.at(day, time(0)) for day in (since, until + timedelta(days=1)))
    return [(flow, _words(key), count) for flow, key, count in _asked(flows, first, end, at)]


def _asked(flows: list[str], *moments: datetime) -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [flows, *moments])
        return list(cursor.fetchall())


def _words(key: str) -> str:
    known = parameters.table("kyosai.reports", "shortcomings")["words"]
    return str(known.get(key, "そのほか"))

"""比べる形 — names without width, spaces and case, as the list and the person are compared."""

import unicodedata
from datetime import date
from uuid import UUID

from kyosai.records.one_trip import Statement

MATCHES = """
SELECT l.row_key FROM listed l
WHERE l.file_id = (SELECT id FROM listed_file ORDER BY as_of DESC, imported_at DESC LIMIT 1)
AND l.kana = %s AND l.name = %s AND (l.birthdate IS NULL OR l.birthdate = %s)
AND l.since <= %s AND (l.until IS NULL OR l.until > %s)
"""

NOT_ANOTHER = """
AND NOT EXISTS (
    SELECT FROM listed_decision d JOIN party p ON p.id = d.party_id
    WHERE p.portal_person = %s AND d.row_key = l.row_key AND NOT d.is_same
)
"""


def compared(text: str) -> str:
    """Return a name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def matches(*, name: str, kana: str, birthdate: date | str | None, on: date) -> Statement:
    """Ask which rows of the list are somebody of this name, kana and birth date, on a day."""
    return MATCHES, [compared(kana), compared(name), birthdate or None, on, on]


def unexplained(person: UUID, *, name: str, kana: str, birthdate: str, on: date) -> Statement:
    """Ask the same of a portal user, without the rows decided to be another person."""
    sql, parameters = matches(name=name, kana=kana, birthdate=birthdate, on=on)
    return sql + NOT_ANOTHER, [*parameters, person]

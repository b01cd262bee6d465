"""送るものの照会 — each notice with the mail and the letter that announce it, and their proof."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Told:
    """One notice: opened when, mailed when, and whether it goes by letter as well.

    ``has_mail`` is nothing where no mail was made, and False where it was given up.
    """

    title: str
    at: datetime
    read_at: datetime | None
    mailed_at: datetime | None
    has_mail: bool | None
    has_letter: bool


def newest(limit: int) -> list[Told]:
    """Return notices, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [limit])
        return [Told(*row) for row in cursor]


NEWEST = """
SELECT n.title, n.at, r.read_at, m.sent_at, m.tries < 3,
    EXISTS (SELECT FROM letter l WHERE l.key = n.key)
FROM (SELECT * FROM notice ORDER BY at DESC LIMIT %s) n
LEFT JOIN notice_reading r ON r.notice_id = n.id LEFT JOIN mail_outbox m ON m.key = n.key
ORDER BY n.at DESC, n.key
"""


def counts() -> dict[str, int]:
    """Return how much waits, by its way."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        row = cursor.fetchone()
    return dict(zip(("送信を待つメール", "締めを待つ手紙", "承認を待つ発送単位"), row, strict=True))


COUNTS = """
SELECT (SELECT count(*) FROM mail_outbox WHERE sent_at IS NULL AND tries < 3),
    (SELECT count(*) FROM letter l
        WHERE NOT EXISTS (SELECT FROM letter_line i WHERE i.letter_id = l.serial)),
    (SELECT count(*) FROM letter_pack p
        WHERE NOT EXISTS (SELECT FROM letter_pack_hand_over h WHERE h.pack_id = p.name))
"""

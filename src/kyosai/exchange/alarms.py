"""警報 — what an operator must look at, said once and without naming a person."""

import logging
from datetime import datetime
from uuid import uuid4

from django.db import connection

logger = logging.getLogger(__name__)


def ring(word: str, *, subject: str) -> None:
    """Write an alarm down, once for each subject, and say it in the log."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_alarm (id, word, subject, at) VALUES (%s, %s, %s, now())"
            " ON CONFLICT (word, subject) DO NOTHING",
            [uuid4(), word, subject[:100]],
        )
        if cursor.rowcount:
            logger.warning("alarm %s: %s", word, subject[:100])


def rung(word: str = "") -> list[tuple[str, str]]:
    """Return (word, subject) of the alarms so far, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, subject FROM exchange_alarm WHERE %s IN ('', word) ORDER BY at, subject",
            [word],
        )
        return [(found, subject) for found, subject in cursor.fetchall()]


def newest(limit: int) -> list[tuple[str, str, datetime]]:
    """Return (word, subject, when by machine time) of the latest alarms, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, subject, at FROM exchange_alarm ORDER BY at DESC, subject LIMIT %s",
            [limit],
        )
        return list(cursor.fetchall())

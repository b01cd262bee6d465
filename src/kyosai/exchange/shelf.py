"""棚 — what lies in the internet zone until fetched or shown, and how long at most.

Only the relay uses it. Sealed bodies leave on acknowledgement; whatever is forgotten leaves by
age (security table: bodies 72 hours, views and requests for them 15
minutes, status words one year).
"""

from base64 import b64decode
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from kyosai.exchange import alarms, envelope
from kyosai.exchange.messages.outbound import Answer, JournalHead, PublicPage, View
from kyosai.exchange.messages.plain import from_json

LARGEST_BATCH = 8 * 1024 * 1024
FETCH = """
SELECT number, sender, sequence, kind, version, algorithm, created_at, digest, signature, sealed
FROM (
    SELECT *, sum(octet_length(sealed)) OVER (ORDER BY place) - octet_length(sealed) AS before
    FROM (
        SELECT s.*, b.sealed,
               row_number() OVER (ORDER BY s.kind <> 'view_request', s.sequence) AS place
        FROM exchange_sent s JOIN exchange_sent_body b USING (number)
        ORDER BY place LIMIT %s
    ) AS first
) AS sized
WHERE before < %s ORDER BY place
"""
ANSWER = """
INSERT INTO exchange_answer (number, receipt, at, body, signature, brought_at)
VALUES (%s, %s, %s, %s, %s, now()) ON CONFLICT (number) DO NOTHING
"""
VIEW = """
INSERT INTO exchange_view ("to", sealed, signature, brought_at)
VALUES (%s, %s, %s, now()) ON CONFLICT ("to") DO NOTHING
"""
HEAD = """
INSERT INTO exchange_journal_head (number, digest, at, body, signature, brought_at)
VALUES (%s, %s, %s, %s, %s, now()) ON CONFLICT DO NOTHING
"""
PAGE = """
INSERT INTO exchange_public_page AS kept (name, at, body, signature, brought_at)
VALUES (%s, %s, %s, %s, now())
ON CONFLICT (name) DO UPDATE SET at = excluded.at, body = excluded.body,
    signature = excluded.signature, brought_at = excluded.brought_at WHERE excluded.at >= kept.at
"""


def unacknowledged(limit: int) -> list[dict[str, Any]]:
    """Return envelopes with their bodies for the courier, views first; large ones in few."""
    with connection.cursor() as cursor:
        cursor.execute(FETCH, [limit, LARGEST_BATCH])
        return [
            envelope.to_wire(envelope.from_row(row[:9]), bytes(row[9])) for row in cursor.fetchall()
        ]


def acknowledge(numbers: list[str]) -> None:
    """Let sealed bodies go that the core has kept."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_sent_body WHERE number = ANY(%s::uuid[])", [numbers])


@transaction.atomic
def store(brought: list[dict[str, Any]]) -> list[str]:
    """Keep answers, views and heads the courier brought, each once; return their numbers."""
    with connection.cursor() as cursor:
        for outbound in brought:
            cursor.execute(*_statement(outbound))
    return [outbound["number"] for outbound in brought]


def _statement(outbound: dict[str, Any]) -> tuple[str, list[Any]]:
    body, signature = b64decode(outbound["body"]), b64decode(outbound["signature"])
    message = from_json(body, kind=outbound["kind"], version=1)
    if isinstance(message, View):
        return VIEW, [message.to, b64decode(message.sealed), b64decode(message.signature)]
    if isinstance(message, JournalHead):
        return HEAD, [message.number, message.digest, message.at, body, signature]
    if isinstance(message, PublicPage):
        return PAGE, [message.name, message.at, body, signature]
    assert isinstance(message, Answer), "nothing else is brought"
    return ANSWER, [outbound["number"], message.receipt, message.at, body, signature]


@transaction.atomic
def purge(*, machine_now: datetime | None = None) -> None:
    """Delete what is past its longest life, and ring when the core stays away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM exchange_view"
            " WHERE brought_at <= coalesce(%s, now()) - interval '15 minutes'",
            [machine_now],
        )
        cursor.execute(
            "DELETE FROM exchange_answer"
            " WHERE brought_at < coalesce(%s, now()) - interval '1 year'",
            [machine_now],
        )
        cursor.execute(
            "DELETE FROM exchange_sent_body b USING exchange_sent s WHERE s.number = b.number"
            " AND s.created_at < coalesce(%s, now()) - CASE s.kind WHEN 'view_request'"
            " THEN interval '15 minutes' ELSE interval '72 hours' END RETURNING s.number, s.kind",
            [machine_now],
        )
        gone = [number for number, kind in cursor.fetchall() if kind != "view_request"]
        cursor.execute(
            "SELECT s.number FROM exchange_sent s JOIN exchange_sent_body b USING (number)"
            " WHERE s.created_at < coalesce(%s, now()) - interval '1 hour'"
            " ORDER BY s.created_at LIMIT 1",
            [machine_now],
        )
        oldest = cursor.fetchall()
    for number in gone:
        alarms.ring("purged", subject=str(number))
    for (number,) in oldest:
        alarms.ring("unacknowledged", subject=str(number))

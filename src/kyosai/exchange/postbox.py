"""郵便箱 — send from the portal; take and reply in the core, each in the caller's transaction.

A procedure takes its message inside its own transaction (decision 10): the queue row leaves
and the handled mark is written together with the effects, or not at all.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.exchange import envelope as envelopes
from kyosai.exchange import trip
from kyosai.exchange.envelope import ALGORITHM, Envelope
from kyosai.exchange.messages.inbound import Inbound
from kyosai.exchange.messages.outbound import Outbound
from kyosai.exchange.messages.plain import Message, to_json
from kyosai.exchange.messages.views import ViewRequest
from kyosai.exchange.trip import Statement

BELL = "exchange_sent"

OPENED = """
SELECT r.number, r.sender, r.sequence, r.kind, r.version, r.algorithm, r.created_at, r.digest,
       r.signature, b.sealed, r.fetched_at, r.last_contact_at
"""
# One statement, so that it can travel in one pipeline with the caller's first reads. A second
# taker waits on the deleted row, and finds nothing once the first has committed.
TAKE = f"""
WITH gone AS (DELETE FROM exchange_waiting WHERE number = %s RETURNING number),
     mark AS (INSERT INTO exchange_handled (number, handled_at)
              SELECT number, now() FROM gone RETURNING number)
{OPENED} FROM mark
JOIN exchange_received r USING (number) JOIN exchange_received_body b USING (number)
"""
# What was peeked is verified and read already: that the same bytes are taken is all there is to
# ask. One statement as well.
TAKE_PEEKED = """
WITH gone AS (DELETE FROM exchange_waiting WHERE number = %s RETURNING number),
     mark AS (INSERT INTO exchange_handled (number, handled_at)
              SELECT number, now() FROM gone RETURNING number)
SELECT r.digest FROM mark JOIN exchange_received r USING (number)
"""
PEEK = f"""
{OPENED} FROM exchange_waiting w
JOIN exchange_received r USING (number) JOIN exchange_received_body b USING (number)
WHERE w.number = %s
"""
REPLY = """
INSERT INTO exchange_outgoing (number, kind, body, signature, placed_at)
VALUES (%s, %s, %s, %s, clock_timestamp())
"""
NEXT = """
INSERT INTO exchange_sender AS sender (name, last) VALUES (%s, 1)
ON CONFLICT (name) DO UPDATE SET last = sender.last + 1 RETURNING last, now()
"""
SEND = """
WITH outside AS (
    INSERT INTO exchange_sent (number, sender, sequence, kind, version, algorithm, created_at,
                               digest, signature)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
), inside AS (
    INSERT INTO exchange_sent_body (number, sealed) VALUES (%s, %s)
)
SELECT pg_notify(%s, '')
"""


class AlreadyHandled(Refused):
    """Somebody else has handled this message, or it was never kept."""

    reason = "この受付はすでに処理されています。"


class NotYet(Exception):
    """Raised by a procedure that needs a message still on its way: try again shortly."""


@transaction.atomic
def send(message: Inbound) -> str:
    """Seal a message to the core, put it out for the courier, and return its number.

    View requests are a sender of their own, so that a page never waits behind a filing.
    """
    sealed = envelopes.sealed_message(message)
    sender = "portal-views" if isinstance(message, ViewRequest) else "portal"
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [sender])
        sequence, created_at = cursor.fetchone()
        unsigned = Envelope(
            number=str(uuid4()),
            sender=sender,
            sequence=sequence,
            kind=message.kind,
            version=message.VERSION,
            algorithm=ALGORITHM,
            created_at=created_at,
            digest=fingerprint.digest(sealed),
            signature=b"",
        )
        signature = envelopes.sign(unsigned.signed_bytes(), settings.KEYS["portal_sign.key"])
        cursor.execute(SEND, [*_columns(unsigned), signature, unsigned.number, sealed, BELL])
    return unsigned.number


def waiting(limit: int) -> list[str]:
    """Return the numbers of kept messages that are due to be handled, the most urgent first."""
    return [number for number, _ in waiting_kinds(limit)]


def waiting_kinds(limit: int) -> list[tuple[str, str]]:
    """Return (number, kind) of what is due, the most urgent first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, kind FROM exchange_waiting WHERE not_before <= now()"
            " ORDER BY rank, sequence LIMIT %s",
            [limit],
        )
        return [(str(number), kind) for number, kind in cursor.fetchall()]


def kind_of(number: str) -> str:
    """Return the kind of a waiting message."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM exchange_waiting WHERE number = %s", [number])
        row = cursor.fetchone()
    if row is None:
        raise AlreadyHandled
    return str(row[0])


def peek(number: str) -> tuple[Envelope, Message]:
    """Open a waiting message without taking it, to look things up before the transaction."""
    rows = trip.ask((PEEK, [UUID(number)]))
    return _opened(rows[0] if rows else None)


def take(number: str) -> tuple[Envelope, Message]:
    """Take a message for good, if the caller's transaction commits; open and read it."""
    assert connection.in_atomic_block, "take inside the procedure's own transaction"
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [UUID(number)])
        return _opened(cursor.fetchone())


def taking(peeked: Envelope) -> Statement:
    """Take a peeked message for good, in one statement of the procedure's first trip."""
    return TAKE_PEEKED, [UUID(peeked.number)]


def insist_taken(peeked: Envelope, rows: Sequence[Sequence[Any]]) -> None:
    """Read what ``taking`` brought: AlreadyHandled, or the very bytes that were peeked."""
    if not rows:
        raise AlreadyHandled
    assert rows[0][0] == peeked.digest, "what was read before is what is taken"


def _opened(row: Sequence[Any] | None) -> tuple[Envelope, Message]:
    if row is None:
        raise AlreadyHandled
    sealed, fetched_at, last_contact_at = bytes(row[9]), row[10], row[11]
    outside = envelopes.from_row(row[:9])
    message = envelopes.opened(outside, sealed)
    odd = envelopes.timing(message, fetched_at=fetched_at, last_contact_at=last_contact_at)
    return replace(outside, timing=odd), message


def reply(outbound: Outbound) -> None:
    """Lay an answer or a view out for the courier to bring, with the caller's effects."""
    sql, parameters = reply_statement(outbound)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def reply_statement(outbound: Outbound) -> Statement:
    """Return the one statement of ``reply``."""
    body = to_json(outbound)
    signature = envelopes.sign(body, settings.KEYS["core_sign.key"])
    return REPLY, [uuid4(), outbound.kind, body, signature]


def _columns(outside: Envelope) -> list[Any]:
    return [
        outside.number,
        outside.sender,
        outside.sequence,
        outside.kind,
        outside.version,
        outside.algorithm,
        outside.created_at,
        outside.digest,
    ]

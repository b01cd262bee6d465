"""保管 — the core's side of the crossing: keep sealed originals, put off, quarantine, bring.

Keeping is transaction 1 of decision 9: only what is kept is acknowledged, and what is kept is
never lost, because it stays in the queue until a procedure commits its effects.
"""

import json
from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from psycopg.types.json import Json

from kyosai.exchange import alarms, envelope, trip
from kyosai.exchange.envelope import BadSeal, Envelope

RANKS = {"view_request": 0, "attachment": 1, "mandate_notice": 1}
PATIENCE = 8  # So often a message may say NotYet before an operator hears of it.
# One statement, so one transaction and one trip. The contact it follows is the one before it: a
# statement does not see what its own parts write.
KEEP = """
WITH came AS (
    SELECT * FROM json_to_recordset(%s)
        AS c (number uuid, sender text, sequence bigint, kind text, version smallint,
              algorithm text, created_at timestamptz, digest text, signature text, sealed text,
              rank smallint)
), contact AS (
    INSERT INTO exchange_contact (sender, last_contact_at, whole_until) VALUES ('relay', %s, 0)
    ON CONFLICT (sender) DO UPDATE SET last_contact_at = excluded.last_contact_at
), fresh AS (
    INSERT INTO exchange_received (number, sender, sequence, kind, version, algorithm,
                                   created_at, digest, signature, fetched_at, last_contact_at,
                                   kept_at)
    SELECT number, sender, sequence, kind, version, algorithm, created_at, digest,
           decode(signature, 'base64'), %s,
           coalesce((SELECT last_contact_at FROM exchange_contact WHERE sender = 'relay'), %s),
           now()
    FROM came ON CONFLICT DO NOTHING RETURNING number
), body AS (
    INSERT INTO exchange_received_body (number, sealed)
    SELECT DISTINCT ON (number) number, decode(sealed, 'base64') FROM came JOIN fresh USING (number)
), queue AS (
    INSERT INTO exchange_waiting (number, kind, rank, sequence, tries, not_before)
    SELECT DISTINCT ON (number) number, kind, rank, sequence, 0, now()
    FROM came JOIN fresh USING (number)
)
SELECT number FROM fresh
"""
PUT_OFF = """
UPDATE exchange_waiting
SET tries = tries + 1, not_before = now() + least(600, 0.2 * 2 ^ least(tries, 20)) * interval '1s'
WHERE number = %s RETURNING tries
"""
# A sender numbers without gaps and its bodies are fetched in order, so whatever is older than a
# minute must be whole. Messages in quarantine leave a gap as well: both are worth an alarm. View
# requests are left out, since the relay forgets them after fifteen minutes.
GAPS = """
SELECT sender, after + 1, sequence - 1 FROM (
    SELECT r.sender, r.sequence, coalesce(c.whole_until, 0) AS whole_until,
           lag(r.sequence, 1, coalesce(c.whole_until, 0))
               OVER (PARTITION BY r.sender ORDER BY r.sequence) AS after
    FROM exchange_received r LEFT JOIN exchange_contact c ON c.sender = r.sender
    WHERE r.sequence > coalesce(c.whole_until, 0) AND r.sender <> 'portal-views'
      AND r.kept_at <= coalesce(%s, now()) - interval '1 minute'
) AS steps WHERE sequence > after + 1
"""
WHOLE = """
INSERT INTO exchange_contact AS known (sender, whole_until)
SELECT r.sender, max(r.sequence)
FROM exchange_received r LEFT JOIN exchange_contact c ON c.sender = r.sender
WHERE r.sequence > coalesce(c.whole_until, 0) AND r.sender <> 'portal-views'
  AND r.kept_at <= coalesce(%s, now()) - interval '1 minute'
GROUP BY r.sender
ON CONFLICT (sender) DO UPDATE SET whole_until = excluded.whole_until
"""


def keep(wired: list[dict[str, Any]], *, fetched_at: datetime) -> None:
    """Keep sealed originals, each once; what has a bad seal goes to quarantine instead.

    Quarantine comes after: cut off in between, the relay brings the whole batch again, and only
    what is not yet kept is kept.
    """
    good, bad = [], []
    for facts in wired:
        try:
            outside, sealed = envelope.from_wire(facts)
            envelope.check(outside, sealed)
            good.append((outside, sealed))
        except BadSeal as wrong:
            bad.append((facts, wrong.found))
    _keep(good, fetched_at=fetched_at)
    _put_away(bad)


def _keep(good: list[tuple[Envelope, bytes]], *, fetched_at: datetime) -> None:
    came = [
        envelope.to_wire(outside, sealed) | {"rank": RANKS.get(outside.kind, 2)}
        for outside, sealed in good
    ]
    kept = trip.ask((KEEP, [Json(came), fetched_at, fetched_at, fetched_at]))
    fresh = {str(number) for (number,) in kept}
    if len(fresh) < len(good):
        _refuse_taken_sequences([each for each in good if each[0].number not in fresh])


def _refuse_taken_sequences(stale: list[tuple[Envelope, bytes]]) -> None:
    """Tell a message that came twice, which is well, from another under a used sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM exchange_received WHERE number = ANY(%s::uuid[])",
            [[outside.number for outside, _ in stale]],
        )
        known = {str(number) for (number,) in cursor.fetchall()}
    _put_away(
        [
            (envelope.to_wire(outside, sealed), "通番の重複")
            for outside, sealed in stale
            if outside.number not in known
        ]
    )


def put_off(number: str, *, because: Exception, patient: bool = False) -> None:
    """Leave a message for a later try, further off each time; ring unless it only waits.

    A defect after the effects were committed finds nothing to put off, and rings all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(PUT_OFF, [number])
        row = cursor.fetchone()
    if not patient or (row and row[0] >= PATIENCE):
        alarms.ring("not_handled", subject=f"{number} {type(because).__name__}")


@transaction.atomic(durable=True)
def quarantine(number: str, *, reason: str) -> None:
    """Take a kept message that cannot be read out of the queue, for a person to look at."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_waiting WHERE number = %s", [number])
        if cursor.rowcount:
            _quarantine({"number": number}, reason=reason)


def _put_away(bad: list[tuple[dict[str, Any], str]]) -> None:
    if not bad:
        return
    with transaction.atomic():
        for facts, reason in bad:
            _quarantine(facts, reason=reason)


def _quarantine(facts: dict[str, Any], *, reason: str) -> None:
    outside = {name: str(fact)[:200] for name, fact in facts.items() if name != "sealed"}
    number = outside.get("number", "").encode("ascii", "replace").decode().replace("\0", "?")[:40]
    sealed = str(facts.get("sealed", "")).encode("ascii", "replace")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_quarantined (id, number, reason, envelope, sealed, at)"
            " VALUES (%s, %s, %s, %s, %s, now())",
            [uuid4(), number, reason[:200], json.dumps(outside), sealed],
        )
    alarms.ring("quarantined", subject=f"{number} {reason}")


@transaction.atomic(durable=True)
def look_for_gaps(*, machine_now: datetime | None = None) -> None:
    """Ring for every sequence that should have come and has not."""
    with connection.cursor() as cursor:
        cursor.execute(GAPS, [machine_now])
        gaps = cursor.fetchall()
        cursor.execute(WHOLE, [machine_now])
    for sender, first, last in gaps:
        alarms.ring("gap", subject=f"{sender} {first}-{last}")


def to_bring(limit: int) -> list[dict[str, str]]:
    """Return answers and views to bring to the portal, oldest first, as plain values."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, kind, body, signature FROM exchange_outgoing"
            " ORDER BY placed_at LIMIT %s",
            [limit],
        )
        return [
            {
                "number": str(number),
                "kind": kind,
                "body": b64encode(body).decode(),
                "signature": b64encode(signature).decode(),
            }
            for number, kind, body, signature in cursor.fetchall()
        ]


def brought(numbers: list[str]) -> None:
    """Let go what the relay has."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_outgoing WHERE number = ANY(%s::uuid[])", [numbers])


def forget_stale_views(*, machine_now: datetime | None = None) -> None:
    """Delete views nobody can collect any more, because the relay was away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM exchange_outgoing WHERE kind = 'view'"
            " AND placed_at <= coalesce(%s, now()) - interval '15 minutes'",
            [machine_now],
        )

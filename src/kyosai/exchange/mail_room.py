"""紙の入口 — what came on paper enters the postbox as what came online does, sealed by the core.

The sealed original of a paper filing is what two companies and two officers made of it; from here
on nothing knows the difference.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from kyosai.basis import fingerprint
from kyosai.exchange import envelope as envelopes
from kyosai.exchange.envelope import ALGORITHM, MAIL_ROOM, Envelope
from kyosai.exchange.keeping import RANKS
from kyosai.exchange.messages.inbound import Inbound
from kyosai.exchange.postbox import NEXT

# The paper was received when it was stamped: that it enters days later is nothing odd.
ENTER = """
WITH fresh AS (
    INSERT INTO exchange_received (number, sender, sequence, kind, version, algorithm, created_at,
                                   digest, signature, fetched_at, last_contact_at, kept_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now())
), body AS (
    INSERT INTO exchange_received_body (number, sealed) VALUES (%s, %s)
)
INSERT INTO exchange_waiting (number, kind, rank, sequence, tries, not_before)
VALUES (%s, %s, %s, %s, 0, now())
"""


def enter(message: Inbound, *, received_at: datetime, at: datetime) -> str:
    """Put a message made of a paper form into the queue; return its number."""
    assert connection.in_atomic_block, "it enters with the decision that it may"
    sealed = envelopes.sealed_message(message)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [MAIL_ROOM])
        sequence, created_at = cursor.fetchone()
        outside = Envelope(
            number=str(uuid4()),
            sender=MAIL_ROOM,
            sequence=sequence,
            kind=message.kind,
            version=message.VERSION,
            algorithm=ALGORITHM,
            created_at=created_at,
            digest=fingerprint.digest(sealed),
            signature=b"",
        )
        signature = envelopes.sign(outside.signed_bytes(), settings.KEYS["core_sign.key"])
        number, rank = UUID(outside.number), RANKS.get(message.kind, 2)
        cursor.execute(
            ENTER,
            [
                *(number, MAIL_ROOM, sequence, message.kind, message.VERSION, ALGORITHM),
                *(created_at, outside.digest, signature, at, received_at),
                *(number, sealed),
                *(number, message.kind, rank, sequence),
            ],
        )
    return outside.number

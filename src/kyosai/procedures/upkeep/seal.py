"""封印 — close what was posted since the last seal, and tell the outside how the chain ends.

Killed at any point, nothing was sealed; the next visit seals it.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from kyosai.exchange import postbox
from kyosai.exchange.messages.outbound import JournalHead
from kyosai.records.ledger import seals


def seal(*, at: datetime) -> int:
    """Seal every transfer that no other can come before any more; return how many seals."""
    with transaction.atomic(durable=True):
        before = head = seals.head(lock=True)
        for rows in _stretches(seals.unsealed(after=before.end)):
            head = seals.append(head, rows, at=at)
        if head != before:
            postbox.reply(JournalHead(number=head.number, digest=head.digest, at=at.isoformat()))
    return head.number - before.number


def _stretches(rows: Iterator[bytes]) -> Iterator[list[bytes]]:
    while stretch := list(islice(rows, seals.ROWS_A_SEAL)):
        yield stretch

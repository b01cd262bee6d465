"""送る — one message with its receipt and the row by which its sender follows it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.doors import today
from kyosai.doors.portal import receipts
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange import postbox


@transaction.atomic
def send(visitor: Visitor, message: Any, *, due_at: datetime | None = None, **facts: Any) -> str:
    """Send a message of this kind about the visitor's own; return its receipt."""
    receipt, now = receipts.drawn(), today.now()
    made = message(
        person=str(visitor.person),
        received_at=now.isoformat(timespec="milliseconds"),
        receipt=receipt,
        **facts,
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=message.kind,
        message=UUID(postbox.send(made)),
        received_at=now,
        due_at=due_at,
    )
    return receipt

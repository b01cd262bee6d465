"""添付書類の受領 — keep a cleaned upload, or note why it was left out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.exchange import alarms, postbox
from kyosai.exchange.messages.inbound import Attachment
from kyosai.records.documents import writes as documents


def keep(
    number: str, *, content: bytes, filename: str, media: str, pages: int, at: datetime
) -> str:
    """Take an attachment and keep its cleaned bytes; return their digest."""
    with transaction.atomic(durable=True):
        message = _taken(number)
        return documents.keep(
            content,
            person=UUID(message.person),
            kind="attachment",
            filename=filename,
            media=media,
            at=at,
            use=UUID(message.attachment),
            pages=pages,
            original_digest=message.original_digest,
        )


def leave_out(number: str, *, reason: str) -> None:
    """Take an attachment that cannot be cleaned: the application will say that it is missing."""
    with transaction.atomic(durable=True):
        _taken(number)
        alarms.ring("attachment_left_out", subject=f"{number} {reason}")


def _taken(number: str) -> Attachment:
    _, message = postbox.take(number)
    assert isinstance(message, Attachment)
    return message

"""通知の照会 — a person's inbox, and mail waiting to go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kyosai.records.notices.models import MailOutbox, Notice

MOST_TRIES = 3  # A server that is away is not counted; one that says no is.


@dataclass(frozen=True)
class Line:
    """A notice as the inbox lists it."""

    id: UUID
    at: datetime
    title: str
    is_read: bool


@dataclass(frozen=True)
class WaitingMail:
    """A mail that has not gone out yet."""

    key: str
    recipient: str
    subject: str
    body: str
    tries: int


def inbox(party: UUID) -> list[Line]:
    """Return a person's notices, the newest first."""
    rows = Notice.objects.filter(party_id=party).order_by("-at")
    read = rows.values_list("id", "at", "title", "reading__read_at")
    return [Line(id_, at, title, read_at is not None) for id_, at, title, read_at in read]


def newest(party: UUID, *, most: int, about: Sequence[str] | None = None) -> list[Line]:
    """Return a person's newest notices; ``about`` leaves only those of these contracts."""
    rows = Notice.objects.filter(party_id=party).order_by("-at")
    if about is not None:
        rows = rows.filter(contract_id__in=list(about))
    read = rows.values_list("id", "at", "title", "reading__read_at")[:most]
    return [Line(id_, at, title, read_at is not None) for id_, at, title, read_at in read]


def of_party(notice: UUID, *, party: UUID) -> dict[str, Any] | None:
    """Return a notice, if it is this person's."""
    rows = Notice.objects.filter(id=notice, party_id=party)
    found = rows.values("id", "at", "kind", "title", "body", "actions").first()
    return dict(found) if found else None


def waiting_mail(limit: int) -> list[WaitingMail]:
    """Return mails that have not gone out and are not refused for good, the oldest first."""
    waiting = MailOutbox.objects.filter(sent_at__isnull=True, tries__lt=MOST_TRIES)
    rows = waiting.order_by("made_at", "key")[:limit]
    return [WaitingMail(r.key, r.recipient, r.subject, r.body, r.tries) for r in rows]

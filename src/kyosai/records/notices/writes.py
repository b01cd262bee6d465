"""通知の記録 — tell a person something: the notice in the inbox, and a mail that there is one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q
from psycopg.types.json import Jsonb

from kyosai.records.notices.models import MailOutbox, Reading
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Mail:
    """A mail in plain words, without a figure or a name in it."""

    subject: str
    body: str


@dataclass(frozen=True)
class Telling:
    """One notice to one person; ``key`` says what it is about, in business nouns."""

    party: UUID
    key: str
    kind: str
    at: datetime
    title: str
    body: str
    contract: str | None = None
    actions: Sequence[dict[str, str]] = ()
    mail: Mail | None = None
    id: UUID = field(default_factory=uuid4)


def telling(told: Telling) -> Statement:
    """Put a notice into the inbox; told again under its key, nothing happens."""
    return (
        "INSERT INTO notice (id, key, party_id, contract_id, kind, at, title, body, actions)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING",
        [
            told.id,
            told.key,
            told.party,
            told.contract,
            told.kind,
            told.at,
            told.title,
            told.body,
            Jsonb(list(told.actions)),
        ],
    )


def mailing(mail: Mail, *, key: str, to: str, at: datetime) -> Statement:
    """Lay a mail out to be sent, once under its key."""
    return (
        "INSERT INTO mail_outbox (key, recipient, subject, body, made_at, sent_at, tries)"
        " VALUES (%s, %s, %s, %s, %s, NULL, 0) ON CONFLICT (key) DO NOTHING",
        [key, to, mail.subject, mail.body, at],
    )


@transaction.atomic
def tell(told: Telling) -> None:
    """Tell one person."""
    tell_all([told])


@transaction.atomic
def tell_all(many: Sequence[Telling]) -> None:
    """Tell many people: notices, and a mail to each one's newest address."""
    with connection.cursor() as cursor:
        if many:
            cursor.executemany(telling(many[0])[0], [telling(each)[1] for each in many])
        mails = [
            (each.key, each.mail.subject, each.mail.body, each.at, each.party)
            for each in many
            if each.mail is not None
        ]
        if mails:
            cursor.executemany(MAIL_TO_NEWEST_ADDRESS, mails)


MAIL_TO_NEWEST_ADDRESS = (
    "INSERT INTO mail_outbox (key, recipient, subject, body, made_at, sent_at, tries)"
    " SELECT %s, email, %s, %s, %s, NULL, 0 FROM party_particulars"
    " WHERE party_id = %s AND email <> '' ORDER BY recorded_at DESC LIMIT 1"
    " ON CONFLICT (key) DO NOTHING"
)


def mark_read(notice: UUID, *, at: datetime) -> None:
    """Note the first time a notice was opened."""
    Reading.objects.bulk_create([Reading(notice_id=notice, read_at=at)], ignore_conflicts=True)


def mark_sent(key: str, *, at: datetime) -> None:
    """Note that a mail has gone out."""
    MailOutbox.objects.filter(key=key, sent_at__isnull=True).update(sent_at=at)


def mark_tried(key: str) -> None:
    """Note that a mail could not be handed over this time."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mail_outbox SET tries = tries + 1 WHERE key = %s", [key])


def forget(*, before: datetime) -> int:
    """Delete mails of long ago, sent or refused: their addresses are nobody's business any more."""
    refused = Q(sent_at__isnull=True, tries__gt=0, made_at__lt=before)
    return MailOutbox.objects.filter(Q(sent_at__lt=before) | refused).delete()[0]

"""通知の記録 — tell a person something: the notice in the inbox, and a mail that there is one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
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
    """One notice to one person; ``key`` says what it is about, in business nouns.

    ``by_post`` is the way of a letter that goes whatever the person chose. Without it the database
    lays a letter out beside the notice of whoever is told on paper (letters/control.py).
    """

    party: UUID
    key: str
    kind: str
    at: datetime
    title: str
    body: str
    contract: str | None = None
    actions: Sequence[dict[str, str]] = ()
    mail: Mail | None = None
    by_post: str = ""
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
    """Tell many people: notices, and a mail to each one's newest address; two statements."""
    with connection.cursor() as cursor:
        posted = [_letter(each) for each in many if each.by_post]
        if posted:
            cursor.execute(LETTERS, _columns(posted))
        if many:
            cursor.execute(NOTICES, _columns([_notice(each) for each in many]))
        mails = [
            (each.key, each.mail.subject, each.mail.body, each.at, each.party)
            for each in many
            if each.mail is not None
        ]
        if mails:
            cursor.execute(MAILS_TO_NEWEST_ADDRESSES, _columns(mails))


def _notice(told: Telling) -> tuple[Any, ...]:
    actions = json.dumps(list(told.actions), ensure_ascii=False)
    parts = (told.id, told.key, told.party, told.contract, told.kind, told.at, told.title)
    return (*parts, told.body, actions)


def _letter(told: Telling) -> tuple[Any, ...]:
    parts = (told.key, told.party, told.contract, told.kind, told.title, told.body)
    return (*parts, told.by_post, told.at)


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


# Before the notice: the letter that the database would lay out beside it is another way.
LETTERS = """
INSERT INTO letter (key, party_id, contract_id, kind, title, body, way, made_at)
SELECT * FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::timestamptz[])
ON CONFLICT (key) DO NOTHING
"""
NOTICES = """
INSERT INTO notice (id, key, party_id, contract_id, kind, at, title, body, actions)
SELECT t.id, t.key, t.party, t.contract, t.kind, t.at, t.title, t.body, t.actions::jsonb
FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[],
    %s::text[], %s::text[], %s::text[])
    AS t (id, key, party, contract, kind, at, title, body, actions)
ON CONFLICT (key) DO NOTHING
"""
# The addresses are looked up by their keys, however the planner is told to go about the rest.
MAILS_TO_NEWEST_ADDRESSES = """
WITH told AS MATERIALIZED (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::uuid[])
        AS t (key, subject, body, at, party)
), newest AS (
    SELECT DISTINCT ON (party_id) party_id, email FROM party_particulars
    WHERE party_id = ANY (ARRAY(SELECT party FROM told)) AND email <> ''
    ORDER BY party_id, recorded_at DESC
)
INSERT INTO mail_outbox (key, recipient, subject, body, made_at, sent_at, tries)
SELECT t.key, n.email, t.subject, t.body, t.at, NULL, 0
FROM told t JOIN newest n ON n.party_id = t.party
WHERE gets_mail(t.party, n.email)
ON CONFLICT (key) DO NOTHING
"""


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

"""みなへの通知 — the same words to everybody another statement finds, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from kyosai.basis import tokyo
from kyosai.records.notices.writes import Mail


@dataclass(frozen=True)
class Words:
    """One notice for many people; with its day and the contract, ``kind`` is its key."""

    kind: str
    title: str
    body: str
    mail: Mail
    actions: Sequence[dict[str, str]] = ()


def tell(found: tuple[str, dict[str, Any]], *, words: Words, at: datetime) -> int:
    """Tell whomever a statement returns (``contract_id``, ``party_id``); return how many."""
    assert transaction.get_connection().in_atomic_block
    sql, facts = found
    told = {
        "told_kind": words.kind,
        "told_at": at,
        "told_on": tokyo.in_tokyo(at).date().isoformat(),
        "told_title": words.title,
        "told_body": words.body,
        "told_actions": Jsonb(list(words.actions)),
        "mail_subject": words.mail.subject,
        "mail_body": words.mail.body,
    }
    with connection.cursor() as cursor:
        cursor.execute(TELL.format(found=sql), facts | told)
        count: int = cursor.fetchone()[0]
    return count


# A mail goes to the newest address of whoever has one.
TELL = """
WITH found AS ({found}), told AS (
    INSERT INTO notice (id, key, party_id, contract_id, kind, at, title, body, actions)
    SELECT gen_random_uuid(), %(told_kind)s || ':' || contract_id || ':' || %(told_on)s,
        party_id, contract_id, %(told_kind)s, %(told_at)s, %(told_title)s, %(told_body)s,
        %(told_actions)s
    FROM found ON CONFLICT (key) DO NOTHING RETURNING key, party_id
), mailed AS (
    INSERT INTO mail_outbox (key, recipient, subject, body, made_at, sent_at, tries)
    SELECT key, p.email, %(mail_subject)s, %(mail_body)s, %(told_at)s, NULL, 0
    FROM told JOIN LATERAL (
        SELECT email FROM party_particulars
        WHERE party_id = told.party_id AND email <> '' ORDER BY recorded_at DESC LIMIT 1
    ) p ON gets_mail(told.party_id, p.email)
    ON CONFLICT (key) DO NOTHING
)
SELECT count(*) FROM told
"""

"""開かれない知らせ — an adverse notice nobody opens becomes a letter under the same key, once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection


def lay_out(
    kinds: Sequence[str], *, told_before: datetime, told_after: datetime, at: datetime
) -> int:
    """Lay out a letter for each notice of these kinds that stands unread; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            UNOPENED, {"kinds": list(kinds), "before": told_before, "after": told_after, "at": at}
        )
        return int(cursor.rowcount)


UNOPENED = """
INSERT INTO letter (key, party_id, contract_id, kind, title, body, way, made_at)
SELECT n.key, n.party_id, n.contract_id, n.kind, n.title, n.body, 'plain', %(at)s
FROM notice n
WHERE n.at > %(after)s AND n.at <= %(before)s
    AND EXISTS (SELECT FROM unnest(%(kinds)s::text[]) k WHERE starts_with(n.kind, k))
    AND NOT EXISTS (SELECT FROM notice_reading r WHERE r.notice_id = n.id)
ON CONFLICT (key) DO NOTHING
"""

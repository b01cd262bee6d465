"""公開の表の控え — the newest page of counts the core has signed, for anybody to read."""

import json
from typing import Any

from django.conf import settings
from django.db import connection

from kyosai.exchange import envelope
from kyosai.exchange.messages.outbound import PublicPage
from kyosai.exchange.messages.plain import from_json

NEWEST = "SELECT body, signature FROM exchange_public_page WHERE name = %s"


def newest(name: str) -> dict[str, Any] | None:
    """Return what a page says; nothing before the first one, or for what the core did not sign."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [name])
        row = cursor.fetchone()
    if row is None:
        return None
    body, signature = bytes(row[0]), bytes(row[1])
    if not envelope.is_signed(body, signature, settings.KEYS["core_sign.pub"]):
        return None
    page = from_json(body, kind=PublicPage.kind, version=PublicPage.VERSION)
    assert isinstance(page, PublicPage)
    content: dict[str, Any] = json.loads(page.content)
    return content

"""公開 — lay a page of counts out for the portal, where anybody reads it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.exchange import postbox
from kyosai.exchange.messages.outbound import PublicPage


def scorecard(content: dict[str, Any], *, at: datetime) -> None:
    """Send the counts of the scorecard to the internet zone."""
    with transaction.atomic(durable=True):
        text = fingerprint.canonical(content).decode()
        postbox.reply(PublicPage(name="scorecard", at=at.isoformat(), content=text))

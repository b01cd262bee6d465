"""スキャンした紙 — what the mail room's scanner has left, and what two companies have read."""

from datetime import datetime

from django.conf import settings

from kyosai.doors.mail_room import folder
from kyosai.procedures.paper import settle as reading


def take_in(now: datetime) -> None:
    """Take in the forms that lie on the scanner."""
    folder.look(settings.MAIL_ROOM, at=now)


def settle(now: datetime) -> None:
    """Settle the forms that both companies have read whole."""
    reading.settle_read(at=now)

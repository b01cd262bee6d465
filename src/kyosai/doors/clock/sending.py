"""送る・取りに行く — rows that wait become mails and files at the bank; results come back.

What is sent was a row first. A send may repeat; its bytes may not differ.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from kyosai.doors import today
from kyosai.doors.clock import appointments, mailing
from kyosai.procedures.collection import request, settle, statement
from kyosai.records.notices import reads as notices
from kyosai.records.notices import writes as outbox
from kyosai.records.premiums import cycles, files, results
from kyosai.records.remittances import reads as remittances
from kyosai.wires.bank.desk import Desk, DeskConfig, HandedInBefore, WholeFileRefused
from kyosai.wires.failure import Rejected
from kyosai.wires.mail.post import Mail, MailConfig

logger = logging.getLogger(__name__)
MAILS_A_ROUND = 50
A_WEEK = timedelta(days=7)  # A statement made again is never older.


def bank() -> Desk:
    """Return the bank's file desk the settings name."""
    config = DeskConfig(
        url=settings.BANK_URL,
        consignor_code=settings.HUB_CONSIGNOR_CODE,
        key=settings.KEYS["bank_secret"],
        clock=today.now,
    )
    return Desk(config)


def post() -> Mail:
    """Return the mail server the settings name."""
    return Mail(MailConfig(host=settings.SMTP_HOST, port=settings.SMTP_PORT, clock=today.now))


def send_mail(now: datetime) -> None:
    """Send the mails that wait. Killed between send and note, one goes out again, as it was."""
    for waiting in notices.waiting_mail(MAILS_A_ROUND):
        try:
            post().send(waiting.recipient, waiting.subject, waiting.body, waiting.key)
        except Rejected as refusal:
            logger.error("mail %s was refused: %s", waiting.key, refusal.reason)
            if not mailing.came_back(waiting.key, refusal.status, at=now):
                outbox.mark_tried(waiting.key)
        else:
            outbox.mark_sent(waiting.key, at=now)


def hand_over_files(now: datetime) -> None:
    """Hand every approved file to the bank that it has not answered for, one at a time."""
    for waiting in map(files.released, files.to_hand_over()):
        try:
            receipt = bank().hand_over(waiting.content, name=waiting.name, digest=waiting.digest)
        except (WholeFileRefused, HandedInBefore) as refusal:
            logger.error("the bank refused %s: %s", waiting.name, refusal.reason)
            request.refused(waiting.name, reason=refusal.reason, at=now)
        else:
            request.received(waiting.name, receipt=str(receipt["receipt"]), at=now)


class FetchingStatements:
    """Fetches what the bank says of our accounts: every morning, and each hour while one lacks."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def __call__(self, now: datetime) -> None:
        """Fetch and keep every statement that is ready and that we do not have yet."""
        if not self._is_time(now):
            return
        self._looked_at = now
        last = remittances.last_fetched_at()
        names = bank().statements(since=last - A_WEEK if last else None)
        for name in sorted(set(names) - remittances.kept(names)):
            statement.keep(name, content=bank().fetch_statement(name), at=now)

    def _is_time(self, now: datetime) -> bool:
        if self._looked_at is None or now - self._looked_at >= appointments.minutes(
            "overdue_every_minutes"
        ):
            return True
        ready = appointments.statement_ready_at(now)
        return self._looked_at < ready <= now


class Fetching:
    """Fetches results; a file nobody asked for is looked at once."""

    def __init__(self) -> None:
        self._strangers: set[str] = set()

    def __call__(self, now: datetime) -> None:
        """Fetch and keep every result that is due and that we do not have yet."""
        under_way = cycles.under_way()
        due = [each for each in under_way if appointments.result_due_at(each.result_at) <= now]
        if not due or not results.to_come():
            return
        names = bank().results(since=min(each.submit_by for each in due))
        for name in set(names) - results.kept(names) - self._strangers:
            if not settle.keep(name, content=bank().fetch(name), at=now):
                self._strangers.add(name)

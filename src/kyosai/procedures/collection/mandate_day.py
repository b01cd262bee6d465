"""口座登録日次ファイル — the hub's file of a day brings the account numbers we may debit."""

from datetime import date, datetime, timedelta

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.formats.account_registration import daily_file
from kyosai.procedures.collection import paper_answers
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records.mandates import reads as mandates
from kyosai.records.mandates import writes
from kyosai.records.premiums import mandate_days


def to_read(*, last_ready: date) -> list[date]:
    """Return the days whose files are ready and unread, the oldest first."""
    read = mandate_days.last_read()
    if read is None:
        first = min(mandates.first_unconfirmed_on() or last_ready, last_ready)
    else:
        first = read + timedelta(days=1)
    return [first + timedelta(days=n) for n in range((last_ready - first).days + 1)]


def read(day: date, *, content: bytes, at: datetime) -> int:
    """Believe a day's file, whole or not at all; return how many accounts it confirmed."""
    try:
        rows = daily_file.read_day(content, day=day)
    except Malformed as malformed:
        _refuse(day, malformed, at=at)
        raise
    with transaction.atomic(durable=True):
        digest = fingerprint.digest(content)
        if not mandate_days.note_read(day, digest=digest, rows=len(rows), at=at):
            return 0
        on_paper = paper_answers.take(rows, at=at)
        confirmed = writes.confirm_from_daily_file(rows, at=at)
        paper_answers.tell_registered(on_paper, at=at)
        return len(confirmed)


def _refuse(day: date, malformed: Malformed, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        words = f"{day}の口座登録ファイルを読めません。{malformed}。"
        ask_treasury(f"mandates:{day}", words=f"{words}再送を依頼してください。", at=at)

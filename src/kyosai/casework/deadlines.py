"""お約束の期限 — pauses of the promise (P1 holder, P2 outside, P3 legal hold), gross and net time.

After a pause the promise is later by as long as the pause was, and at least one whole day
remains.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case, Pause

NAMES = {
    "P1": "ご本人からの返事を待っています",
    "P2": "外部の回答を待っています",
    "P3": "法律上の保留中です",
}
LEAST_LEFT = timedelta(days=1)


class AlreadyPaused(Refused):
    """The clock of this case stands already."""

    reason = "この案件の期間は、すでに止まっています。"


@transaction.atomic
def pause(number: str, *, code: str, words: str, at: datetime) -> None:
    """Stop the clock of a case."""
    case = Case.objects.select_for_update().get(number=number)
    if case.pauses.filter(ended_at__isnull=True).exists():
        raise AlreadyPaused
    Pause.objects.create(id=uuid4(), case=case, code=code, words=words, started_at=at)


@transaction.atomic
def resume(number: str, *, at: datetime, due_at: datetime | None = None) -> datetime:
    """Let the clock run again; return the promise as it now stands.

    ``due_at`` is given where the promise is counted anew, from what was waited for.
    """
    case = Case.objects.select_for_update().get(number=number)
    paused = case.pauses.get(ended_at__isnull=True)
    paused.ended_at = at
    paused.save(update_fields=["ended_at"])
    case.due_at = due_at or max(case.due_at + (at - paused.started_at), at + LEAST_LEFT)
    case.save(update_fields=["due_at"])
    return case.due_at


def gross(case: Case, *, at: datetime) -> timedelta:
    """Return how long a case has taken, pauses included."""
    return (case.closed_at or at) - case.received_at


def net(case: Case, *, at: datetime) -> timedelta:
    """Return how long a case has taken, pauses left out."""
    until = case.closed_at or at
    stood = [(pause.ended_at or until) - pause.started_at for pause in case.pauses.all()]
    return gross(case, at=at) - sum(stood, timedelta())


def is_held(subject: UUID) -> bool:
    """Tell whether any open case about somebody is held for a legal reason."""
    held = Pause.objects.filter(code="P3", ended_at__isnull=True)
    return held.filter(case__subject=subject, case__is_closed=False).exists()

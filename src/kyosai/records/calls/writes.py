"""電話の記録 — a call begins, its caller is checked, something is done, it ends; all for ever."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from kyosai.records.calls.models import (
    Call,
    CallAct,
    CallBack,
    CallEnd,
    CallerCheck,
    ContactChange,
    ContactChangeTry,
)


def begin(
    *, officer: str, party: UUID | None, found_by: str, at: datetime, call_back: UUID | None = None
) -> UUID:
    """Write down that a call begins; a call-back is taken once."""
    call = Call.objects.create(
        id=uuid4(), begun_at=at, officer=officer, party_id=party, found_by=found_by,
        call_back_id=call_back,
    )  # fmt: skip
    return call.id


def note_check(call: UUID, *, questions: Sequence[str], good: bool, at: datetime) -> None:
    """Write down what a caller was asked, and whether all of it was right."""
    CallerCheck.objects.create(
        id=uuid4(), call_id=call, at=at, questions=list(questions), is_good=good
    )


def note_act(call: UUID, *, kind: str, words: str, at: datetime) -> None:
    """Write down what was done for the person; the database knows two kinds."""
    CallAct.objects.create(id=uuid4(), call_id=call, at=at, kind=kind, words=words)


def end(
    call: UUID,
    *,
    reason: str,
    outcome: str,
    by_script: bool,
    seconds: int,
    words: str,
    at: datetime,
) -> bool:
    """Write down how a call ended; a second end is nothing, and says so."""
    _, is_new = CallEnd.objects.get_or_create(
        call_id=call,
        defaults={
            "at": at, "reason": reason, "outcome": outcome, "by_script": by_script,
            "seconds": seconds, "words": words,
        },
    )  # fmt: skip
    return is_new


def book(
    party: UUID, *, starts_at: datetime, seats: int, topic: str, receipt: str, by: str, at: datetime
) -> UUID | None:
    """Promise the first free seat of a half hour; nothing when all are promised."""
    for seat in range(1, seats + 1):
        try:
            with transaction.atomic():
                made = CallBack.objects.create(
                    id=uuid4(), party_id=party, starts_at=starts_at, seat=seat, topic=topic,
                    receipt=receipt, booked_by=by, booked_at=at,
                )  # fmt: skip
                return made.id
        except IntegrityError as taken:
            if "call_back_seat_is_one" not in str(taken):
                raise
    return None


def ask_contact_change(
    call: UUID,
    *,
    party: UUID,
    what: str,
    value: str,
    digests: tuple[str, str],
    at: datetime,
    valid_until: datetime,
) -> UUID:
    """Write down another phone or mail, waiting for the codes of the old and the new contact."""
    old, new = digests
    made = ContactChange.objects.create(
        id=uuid4(), call_id=call, party_id=party, what=what, value=value, old_digest=old,
        new_digest=new, asked_at=at, valid_until=valid_until,
    )  # fmt: skip
    return made.id


def note_contact_try(change: UUID, *, good: bool, at: datetime) -> None:
    """Write down that two codes were said."""
    ContactChangeTry.objects.create(id=uuid4(), change_id=change, at=at, is_good=good)

"""一致の決裁 — one officer says same person or another, a second agrees; it is remembered.

The person hears that the look is over, and never what was looked at.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.listings import CONFIRM, EXAMINE, LISTING
from kyosai.casework.models import Case
from kyosai.procedures.listing import words
from kyosai.records.listed import writes
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling

PROPOSED = "match_proposed"


class NoWords(Refused):
    """A decision says on what it rests."""

    reason = "調べたことと、そう考えた理由を書いてください。"


def propose(case: str, *, is_same: bool, officer: str, why: str, at: datetime) -> None:
    """Say, as one officer, whether it is the same person; another has to agree."""
    if not why.strip():
        raise NoWords(field="why")
    with transaction.atomic(durable=True):
        file = casework.take(LISTING, number=case, step=EXAMINE, officer=officer)
        casework.move_on(
            file,
            flow=LISTING,
            to=CONFIRM,
            outcome=PROPOSED,
            officer=officer,
            at=at,
            words=why.strip(),
            findings=[{"is_same": is_same}],
        )


def confirm(case: str, *, officer: str, at: datetime) -> None:
    """Agree, as a second officer: from now on the match is decided for this person."""
    with transaction.atomic(durable=True):
        file = casework.take(LISTING, number=case, step=CONFIRM, officer=officer)
        proposed = cases.last_with_outcome(case, PROPOSED)
        assert proposed is not None, "a match is confirmed after it was proposed"
        is_same = bool(proposed.findings[0]["is_same"])
        writes.decide(
            file.subject,
            row_key=str(file.filing["row"]),
            is_same=is_same,
            proposed_by=proposed.officer,
            confirmed_by=officer,
            why=proposed.words[:300],
            case=case,
            at=at,
        )
        outcome = "same_person" if is_same else "another_person"
        casework.close(file, outcome=outcome, officer=officer, at=at, words=proposed.words)
        _tell(file, is_same=is_same, at=at)


def send_back(case: str, *, officer: str, note: str, at: datetime) -> None:
    """Do not agree: the match is looked at again."""
    if not note.strip():
        raise NoWords(field="note")
    with transaction.atomic(durable=True):
        file = casework.take(LISTING, number=case, step=CONFIRM, officer=officer)
        casework.move_on(
            file, flow=LISTING, to=EXAMINE, outcome="returned", officer=officer, at=at,
            words=note.strip(),
        )  # fmt: skip


def proposal(case: Case) -> dict[str, object]:
    """Return what was proposed, by whom, while it waits for another officer."""
    if case.step != CONFIRM or case.is_closed:
        return {}
    entry = cases.last_with_outcome(case.number, PROPOSED)
    assert entry is not None
    is_same = bool(entry.findings[0]["is_same"])
    return {"is_same": is_same, "officer": entry.officer, "why": entry.words}


def _tell(file: Case, *, is_same: bool, at: datetime) -> None:
    """Tell who asked for a loan that the look is over; others hear from their own procedure."""
    if file.filing["occasion"] != "貸付け":
        return
    title, body = words.looked_at(may_apply=not is_same)
    notices.tell(
        Telling(
            party=file.subject,
            key=f"looked-at:{file.number}",
            kind="looked_at",
            at=at,
            title=title,
            body=body,
            contract=str(file.filing["contract"]) or None,
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )

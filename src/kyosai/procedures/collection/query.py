"""引き落としの確認 — a case at the treasury desk: what was found, by when, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.models import Case
from kyosai.procedures.collection import words as sentences
from kyosai.procedures.collection.flow import DEBIT_QUERY, UNPAID
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.schemes.clocks import calendars

FLOWS = {flow.name: flow for flow in (DEBIT_QUERY, UNPAID)}
NOBODY = UUID(int=0)  # A bank file is about nobody in particular.
DAYS = 2
AT = time(17, 0)


class NoWords(Refused):
    """A case is closed with words on what was found and done."""

    reason = "確認したことと、したことを書いてください。"


class NoAnswer(Refused):
    """The notice of the failed debit promised this holder an answer."""

    reason = (
        "この方には「分かりしだい、お知らせします」と伝えています。ご本人への説明を書いてください。"
    )


@dataclass(frozen=True)
class Asking:
    """What the treasury is asked to look at; ``about`` says what, in business nouns."""

    about: str
    words: str
    party: UUID = NOBODY
    filing: dict[str, Any] = field(default_factory=dict)


def ask_treasury(
    about: str, *, words: str, at: datetime, party: UUID = NOBODY, **filing: Any
) -> str | None:
    """Open a case for the treasury desk; asked about the same thing twice, there is one case."""
    opened = ask_treasury_of_many([Asking(about, words, party, filing)], at=at)
    return opened[0] if opened else None


def ask_treasury_of_many(many: Sequence[Asking], *, at: datetime) -> list[str]:
    """Open a case for each thing nobody has asked about; return their numbers."""
    assert transaction.get_connection().in_atomic_block
    if not many:
        return []
    known = cases.filed_under_any([_receipt(each) for each in many])
    new = {_receipt(each): each for each in many if _receipt(each) not in known}
    return casework.open_all([_opening(each, at=at) for each in new.values()])


def _receipt(asking: Asking) -> str:
    return asking.about[:60]


def _opening(asking: Asking, *, at: datetime) -> Opening:
    today = tokyo.in_tokyo(at).date()
    return Opening(
        number=casework.new_number(),
        flow=DEBIT_QUERY,
        step="look",
        subject=asking.party,
        receipt=_receipt(asking),
        received_at=at,
        opened_on=today,
        due_at=tokyo.at(calendars.office().add(today, DAYS), AT),
        at=at,
        filing=asking.filing,
        lines=[Line(step="look", outcome="opened", words=asking.words)],
    )


def close(case: str, *, officer: str, words: str, at: datetime, answer: str = "") -> None:
    """End a case a rule opened, as one officer of its desk, with words for the file.

    ``answer`` is what the holder reads; whoever was promised one gets one.
    """
    if not words.strip():
        raise NoWords
    with transaction.atomic(durable=True):
        flow = FLOWS[cases.case(case).flow]
        file = casework.take(flow, number=case, step=flow.steps[0].key, officer=officer)
        if awaits_answer(file) and not answer.strip():
            raise NoAnswer
        if answer.strip() and file.subject != NOBODY:
            _tell(file, answer=answer.strip(), at=at)
        casework.close(file, outcome="settled", officer=officer, at=at, words=words.strip())


def awaits_answer(case: Case) -> bool:
    """Tell whether the holder was promised to hear what came of this."""
    return case.subject != NOBODY and bool(case.filing.get("code"))


def _tell(case: Case, *, answer: str, at: datetime) -> None:
    title, body = sentences.answered(answer)
    notices.tell(
        Telling(
            party=case.subject,
            key=f"debit-answered:{case.number}",
            kind="debit_answered",
            at=at,
            title=title,
            body=body,
            contract=case.filing.get("contract"),
            mail=sentences.mail(
                title, "掛金の引き落としについて、お知らせがあります。", url=settings.PORTAL_URL
            ),
        )
    )

"""電話の記録 — a call begins and ends with a reason and an outcome of the dated list."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.refusal import Refused
from kyosai.procedures.access.calls.rules import rules
from kyosai.records.calls import reads, writes
from kyosai.records.calls.reads import Standing


class Taken(Refused):
    """Another operator has called this person back already."""

    reason = "この折り返しは、ほかの人がもう電話しています。一覧を開き直してください。"


class UnknownCode(Refused):
    """A reason or an outcome is not on the list of the day."""

    reason = "用件と結果は、一覧から選んでください。"


class Over(Refused):
    """The call has ended: nothing more is shown or done by it."""

    reason = "この電話は終わっています。続けるときは、もう一度さがしてください。"


@dataclass(frozen=True)
class Ending:
    """How a call ended, in the codes of the list."""

    reason: str
    outcome: str
    by_script: bool = False
    words: str = ""


def reasons(*, on: date) -> dict[str, str]:
    """Return the reasons of a day, each with its words."""
    found: dict[str, str] = _codes().on(on)["reasons"]
    return found


def outcomes(*, on: date) -> dict[str, str]:
    """Return the outcomes of a day, each with its words."""
    found: dict[str, str] = _codes().on(on)["outcomes"]
    return found


def begin(*, officer: str, party: UUID | None, found_by: str, at: datetime) -> UUID:
    """Begin a call about somebody, or about nobody in particular."""
    return writes.begin(officer=officer, party=party, found_by=found_by, at=at)


def call_back(number: UUID, *, officer: str, at: datetime) -> UUID:
    """Begin the call that was promised; whoever is quicker has it."""
    promised = reads.call_back(number)
    if promised is None or promised.is_taken:
        raise Taken
    try:
        with transaction.atomic():
            return writes.begin(
                officer=officer, party=promised.party, found_by="call_back", at=at,
                call_back=number,
            )  # fmt: skip
    except IntegrityError:
        raise Taken from None


def going(call: UUID, *, officer: str, at: datetime) -> Standing | None:
    """Return a call of this officer; another's is none. What was proved holds for a while alone."""
    found = reads.call(call)
    if found is None or found.officer != officer:
        return None
    holds = timedelta(minutes=rules(on=at.date())["checked_minutes"])
    if found.checked_at and at - found.checked_at > holds:
        return replace(found, checked_at=None)
    return found


def end(call: Standing, ending: Ending, *, at: datetime) -> None:
    """End a call under codes of the day; it lasts until now."""
    if ending.reason not in reasons(on=at.date()) or ending.outcome not in outcomes(on=at.date()):
        raise UnknownCode
    seconds = (at - call.begun_at) // timedelta(seconds=1)
    is_new = writes.end(
        call.id, reason=ending.reason, outcome=ending.outcome, by_script=ending.by_script,
        seconds=max(0, seconds), words=ending.words, at=at,
    )  # fmt: skip
    if not is_new:
        raise Over


@cache
def _codes() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "reasons")
    return Dated(*(Version(each["since"], each, facts["source"]) for each in facts["version"]))

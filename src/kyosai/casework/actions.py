"""案件をすすめる — take a case, move it on, close it; four eyes; refused if someone was quicker."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework.flow import Flow
from kyosai.casework.models import Case, Entry
from kyosai.casework.opening import Line, Opening, new_number, open, open_all, opening

__all__ = ["Line", "Opening", "new_number", "open", "open_all", "opening"]


class AlreadyMovedOn(Refused):
    """Somebody was quicker: the case no longer stands where this officer saw it."""

    reason = "この案件は、ほかの人が先に進めました。画面を開き直して、今の状態を確認してください。"


class SameOfficer(Refused):
    """A step that needs a second pair of eyes met the first pair again."""

    reason = "前の段階を担当した人は、この決裁ができません。別の人に依頼してください。"


class HeldByAnother(Refused):
    """Another officer holds the case."""

    reason = "この案件は、ほかの担当者が手に持っています。"


@transaction.atomic
def pick_up(flow: Flow, *, number: str, officer: str) -> Case:
    """Hold a case, so that others see who works on it."""
    case = Case.objects.select_for_update().get(number=number, flow=flow.name)
    if case.is_closed:
        raise AlreadyMovedOn
    if case.held_by not in ("", officer):
        raise HeldByAnother
    Case.objects.filter(number=number).update(held_by=officer)
    return case


@transaction.atomic
def put_back(flow: Flow, *, number: str, officer: str) -> None:
    """Let go of a case."""
    Case.objects.filter(number=number, flow=flow.name, held_by=officer).update(held_by="")


def take(flow: Flow, *, number: str, step: str, officer: str) -> Case:
    """Lock a case that stands at this step for this officer, or refuse."""
    assert transaction.get_connection().in_atomic_block
    case = Case.objects.select_for_update(of=("self",)).get(number=number, flow=flow.name)
    if case.step != step or case.is_closed:
        raise AlreadyMovedOn
    if flow.step(step).second_pair_of_eyes and _has_worked_on(case, officer):
        raise SameOfficer
    return case


def move_on(
    case: Case,
    *,
    flow: Flow,
    to: str,
    outcome: str,
    officer: str,
    at: datetime,
    words: str = "",
    findings: Sequence[dict[str, Any]] = (),
) -> None:
    """Send a taken case to its next step, with an entry saying why."""
    assert to in flow.step(case.step).next, f"{case.step} does not lead to {to}"
    write(case, outcome=outcome, officer=officer, at=at, words=words, findings=findings)
    case.step, case.desk, case.held_by = to, flow.step(to).desk, ""
    case.save(update_fields=["step", "desk", "held_by"])


def close(
    case: Case,
    *,
    outcome: str,
    officer: str,
    at: datetime,
    words: str = "",
    findings: Sequence[dict[str, Any]] = (),
) -> None:
    """End a taken case, with an entry saying how."""
    write(case, outcome=outcome, officer=officer, at=at, words=words, findings=findings)
    case.is_closed, case.closed_at, case.outcome, case.held_by = True, at, outcome, ""
    case.save(update_fields=["is_closed", "closed_at", "outcome", "held_by"])


def refile(case: Case, *, filing: dict[str, Any]) -> None:
    """Put what came in later beside what a taken case was opened with."""
    case.filing = filing
    case.save(update_fields=["filing"])


def write(
    case: Case,
    *,
    outcome: str,
    officer: str,
    at: datetime,
    words: str = "",
    findings: Sequence[dict[str, Any]] = (),
) -> Entry:
    """Add an entry to the file of a case that is locked."""
    return Entry.objects.create(
        case=case,
        ordinal=case.entries.count() + 1,
        at=at,
        officer=officer,
        step=case.step,
        outcome=outcome,
        words=words,
        findings=list(findings),
    )


def _has_worked_on(case: Case, officer: str) -> bool:
    """Tell whether an officer did what is looked at now; having sent it back was no such work."""
    return case.entries.filter(officer=officer).exclude(step=case.step).exists()

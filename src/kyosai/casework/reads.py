"""案件の照会 — queues, ages, who holds what; the case file from beginning to end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kyosai.casework.models import Case, Entry, Pause
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Waiting:
    """A case as a work box lists it. ``hours_left`` is negative when the promise is broken.

    ``group`` names what several cases are about together; nothing where a case stands alone.
    """

    number: str
    flow: str
    step: str
    subject: UUID
    received_at: datetime
    due_at: datetime
    held_by: str
    hours_left: int
    days_waiting: int
    pause: str
    contract: str
    group: str


def queue(desk: str, *, at: datetime, without: Collection[str] = ()) -> list[Waiting]:
    """Return the open cases of a desk, the earliest promise first.

    ``without`` leaves out the flows whose names begin so.
    """
    rows = Case.objects.filter(desk=desk, is_closed=False).order_by("due_at", "number")
    for beginning in without:
        rows = rows.exclude(flow__startswith=beginning)
    return [_waiting(case, at) for case in rows.prefetch_related("pauses")]


def case(number: str) -> Case:
    """Return a case."""
    return Case.objects.get(number=number)


def found(number: str) -> Case | None:
    """Return the case of a number, if there is one."""
    return Case.objects.filter(number=number).first()


def cases_of(subject: UUID) -> list[Case]:
    """Return every case about somebody, the newest first."""
    return list(Case.objects.filter(subject=subject).order_by("-received_at"))


def file(number: str) -> list[Entry]:
    """Return the case file, in the order it was written."""
    return list(Entry.objects.filter(case_id=number).order_by("ordinal"))


def last_entries(numbers: Sequence[str]) -> dict[str, Entry]:
    """Return the newest entry of each case."""
    rows = Entry.objects.filter(case_id__in=numbers).order_by("case_id", "-ordinal")
    return {entry.case_id: entry for entry in rows.distinct("case_id")}


def paused(numbers: Sequence[str]) -> set[str]:
    """Return which of these cases wait for somebody outside."""
    rows = Pause.objects.filter(case_id__in=list(numbers), ended_at__isnull=True)
    return set(rows.values_list("case_id", flat=True))


def last_with_outcome(number: str, outcome: str) -> Entry | None:
    """Return the newest entry of this outcome."""
    rows = Entry.objects.filter(case_id=number, outcome=outcome)
    return rows.order_by("-ordinal").first()


def open_ones(flow: str, *, subject: Statement) -> Statement:
    """Ask for open cases of a flow about whomever another statement finds."""
    sql, parameters = subject
    return (
        f"SELECT number FROM case_file WHERE flow = %s AND NOT is_closed AND subject IN ({sql})",
        [flow, *parameters],
    )


def standing(flow: str, *, steps: Sequence[str]) -> list[Case]:
    """Return the open cases of a flow at these steps, the earliest promise first."""
    rows = Case.objects.filter(flow=flow, step__in=list(steps), is_closed=False)
    return list(rows.order_by("due_at", "number"))


def filed_under_any(receipts: Sequence[str]) -> set[str]:
    """Return which of these receipts have a case."""
    rows = Case.objects.filter(receipt__in=list(receipts))
    return set(rows.values_list("receipt", flat=True))


def filed_under(receipt: str) -> dict[str, Any] | None:
    """Return number, outcome and step of the case of a receipt."""
    found = Case.objects.filter(receipt=receipt).values("number", "outcome", "step").first()
    return dict(found) if found else None


def open_under(receipt: str) -> str:
    """Return the open case whose receipt begins so; nothing where none is open."""
    found = Case.objects.filter(receipt__startswith=receipt, is_closed=False)
    return found.values_list("number", flat=True).first() or ""


def is_accepted_under(receipt: str) -> bool:
    """Tell whether a case whose receipt begins so was accepted."""
    return Case.objects.filter(receipt__startswith=receipt, outcome="accepted").exists()


def _waiting(case: Case, at: datetime) -> Waiting:
    paused = [pause.code for pause in case.pauses.all() if pause.ended_at is None]
    return Waiting(
        number=case.number,
        flow=case.flow,
        step=case.step,
        subject=case.subject,
        received_at=case.received_at,
        due_at=case.due_at,
        held_by=case.held_by,
        hours_left=int((case.due_at - at).total_seconds() // 3600),
        days_waiting=(at.date() - case.received_at.date()).days,
        pause=paused[0] if paused else "",
        contract=str(case.filing.get("contract", "")),
        group=str(case.filing.get("group", "")),
    )

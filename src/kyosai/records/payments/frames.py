"""即時振込の枠の記録 — proposed by one officer of the treasury, approved by another."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.basis.money import Yen
from kyosai.records.payments.models import Frame, FrameApproval


@dataclass(frozen=True)
class Standing:
    """A frame with who stands for it; ``approved_by`` is empty until the second officer."""

    id: UUID
    scheme: str
    since: date
    until: date
    a_day: Yen
    each: Yen
    proposed_by: str
    proposed_at: datetime
    approved_by: str


def propose(
    scheme: str, *, since: date, until: date, a_day: Yen, each: Yen, officer: str, at: datetime
) -> UUID:
    """Write a frame down; nothing leaves by it before somebody else has approved it."""
    frame = Frame.objects.create(
        id=uuid4(),
        scheme=scheme,
        since=since,
        until=until,
        yen_a_day=a_day.amount,
        yen_each=each.amount,
        proposed_by=officer,
        proposed_at=at,
    )
    return frame.id


def approve(frame: UUID, *, officer: str, at: datetime) -> None:
    """Write down the second officer's word; the database refuses the first one's."""
    FrameApproval.objects.create(frame_id=frame, officer=officer, at=at)


def of(frame: UUID) -> Standing | None:
    """Return one frame."""
    return next((each for each in standing() if each.id == frame), None)


def standing(*, since: date | None = None) -> list[Standing]:
    """Return the frames that reach a day and beyond, the newest first."""
    rows = Frame.objects.select_related("approval").order_by("-since", "scheme", "-proposed_at")
    if since:
        rows = rows.filter(until__gte=since)
    return [
        Standing(
            id=row.id,
            scheme=row.scheme,
            since=row.since,
            until=row.until,
            a_day=Yen(row.yen_a_day),
            each=Yen(row.yen_each),
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            approved_by=row.approval.officer if hasattr(row, "approval") else "",
        )
        for row in rows
    ]

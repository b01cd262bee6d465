"""電話の照会 — how a call stands, what was promised, and how often a caller was wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from kyosai.records.calls.models import Call, CallAct, CallBack, CallerCheck, ContactChange


@dataclass(frozen=True)
class Standing:
    """A call as its operator has it."""

    id: UUID
    begun_at: datetime
    officer: str
    party: UUID | None
    found_by: str
    checked_at: datetime | None
    is_ended: bool

    @property
    def is_checked(self) -> bool:
        """Whether the caller is who they say."""
        return self.checked_at is not None


@dataclass(frozen=True)
class Promised:
    """A half hour promised to somebody. ``is_taken`` once an operator has called."""

    id: UUID
    party: UUID
    starts_at: datetime
    topic: str
    booked_by: str
    is_taken: bool


@dataclass(frozen=True)
class Change:
    """A correction of a contact that waits for its codes."""

    id: UUID
    what: str
    value: str
    old_digest: str
    new_digest: str
    valid_until: datetime
    tries: int
    is_made: bool


def call(id_: UUID) -> Standing | None:
    """Return a call, if there is one."""
    row = _calls().filter(id=id_).first()
    return _standing(row) if row else None


def open_calls(officer: str) -> list[Standing]:
    """Return the calls an officer has not ended yet, the newest first."""
    rows = _calls().filter(officer=officer, end__isnull=True).order_by("-begun_at")
    return [_standing(row) for row in rows[:10]]


def failures(party: UUID, *, since: datetime) -> int:
    """Return how often somebody calling for a person was wrong since a moment."""
    rows = CallerCheck.objects.filter(call__party_id=party, at__gte=since, is_good=False)
    return rows.count()


def acts(id_: UUID) -> list[tuple[str, str]]:
    """Return kind and words of what was done in a call."""
    found = CallAct.objects.filter(call_id=id_).order_by("at")
    return list(found.values_list("kind", "words"))


def promised(*, since: datetime, until: datetime) -> list[Promised]:
    """Return the call-backs that begin in this stretch, in their order."""
    rows = CallBack.objects.filter(starts_at__gte=since, starts_at__lt=until)
    return [_promised(row) for row in rows.select_related("call").order_by("starts_at", "seat")]


def call_back(id_: UUID) -> Promised | None:
    """Return a promised call-back, if there is one."""
    row = CallBack.objects.filter(id=id_).select_related("call").first()
    return _promised(row) if row else None


def next_of(party: UUID) -> Promised | None:
    """Return the call-back a person still waits for."""
    rows = CallBack.objects.filter(party_id=party, call__isnull=True)
    row = rows.order_by("-starts_at").first()
    return _promised(row) if row else None


def seats_taken(*, since: datetime, until: datetime) -> dict[datetime, int]:
    """Return how many seats of each half hour are promised."""
    rows = CallBack.objects.filter(starts_at__gte=since, starts_at__lt=until)
    counted = rows.values_list("starts_at").annotate(many=Count("id"))
    return dict(counted)


def change(id_: UUID) -> Change | None:
    """Return the newest correction asked for in a call."""
    row = ContactChange.objects.filter(call_id=id_).order_by("-asked_at").first()
    if row is None:
        return None
    tries = list(row.tries.values_list("is_good", flat=True))
    return Change(
        row.id, row.what, row.value, row.old_digest, row.new_digest, row.valid_until, len(tries),
        any(tries),
    )  # fmt: skip


def changes_asked(party: UUID, *, since: datetime) -> int:
    """Return how many corrections were asked for a person since a moment."""
    return ContactChange.objects.filter(party_id=party, asked_at__gte=since).count()


def _calls() -> QuerySet[Any]:
    """Return calls, each with its end and since when its caller is known to be who they say."""
    good = CallerCheck.objects.filter(call=OuterRef("id"), is_good=True).order_by("-at")
    return Call.objects.select_related("end").annotate(checked_at=Subquery(good.values("at")[:1]))


def _standing(row: Any) -> Standing:
    return Standing(
        id=row.id,
        begun_at=row.begun_at,
        officer=row.officer,
        party=row.party_id,
        found_by=row.found_by,
        checked_at=row.checked_at,
        is_ended=hasattr(row, "end"),
    )


def _promised(row: CallBack) -> Promised:
    return Promised(
        row.id, row.party_id, row.starts_at, row.topic, row.booked_by, hasattr(row, "call")
    )

"""代理の照会 — how a delegation stands on a day, and what waits for the holder."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kyosai.records.delegations.models import Deed, Delegation, Prepared

SHOWN = 20


@dataclass(frozen=True)
class Standing:
    """One delegation; ``name`` and ``delegate`` are empty until somebody took it on."""

    id: UUID
    party: UUID
    scheme: str
    scope: str
    given_at: datetime
    accept_by: date
    until: date
    delegate: UUID | None
    name: str
    is_ended: bool

    def state(self, on: date) -> str:
        """Return waiting, active, ended or lapsed."""
        if self.is_ended:
            return "ended"
        if self.delegate is None:
            return "waiting" if on <= self.accept_by else "lapsed"
        return "active" if on <= self.until else "lapsed"


@dataclass(frozen=True)
class Waiting:
    """A change that was prepared, with the delegation it came by."""

    id: UUID
    delegation: Standing
    kind: str
    change: str
    at: datetime
    answer: str


def of_holder(party: UUID) -> list[Standing]:
    """Return a holder's delegations, the newest first."""
    return [_standing(row) for row in _rows().filter(party_id=party).order_by("-given_at")]


def of_delegate(delegate: UUID, *, on: date) -> list[Standing]:
    """Return the delegations under which somebody may act on a day."""
    rows = _rows().filter(accepted__delegate=delegate).order_by("until", "id")
    return [each for each in map(_standing, rows) if each.state(on) == "active"]


def acting(delegation: UUID, *, delegate: UUID, on: date) -> Standing | None:
    """Return a delegation if this delegate may act under it on a day."""
    found = [each for each in of_delegate(delegate, on=on) if each.id == delegation]
    return found[0] if found else None


def by_code(code_digest: str) -> Standing | None:
    """Return the invitation of a code."""
    row = _rows().filter(code_digest=code_digest).first()
    return _standing(row) if row else None


def of_id(delegation: UUID) -> Standing | None:
    """Return a delegation, whatever has become of it."""
    row = _rows().filter(id=delegation).first()
    return _standing(row) if row else None


def prepared(id_: UUID, *, party: UUID) -> Waiting | None:
    """Return a change prepared for this holder."""
    row = _prepared().filter(id=id_, delegation__party_id=party).first()
    return _waiting(row) if row else None


def waiting(party: UUID) -> list[Waiting]:
    """Return what waits for a holder's answer, the newest first."""
    rows = _prepared().filter(delegation__party_id=party, settled__isnull=True)
    return [_waiting(row) for row in rows.order_by("-at")[:SHOWN]]


def waiting_under(delegation: UUID) -> int:
    """Return how many changes of a delegation wait for the holder."""
    return Prepared.objects.filter(delegation_id=delegation, settled__isnull=True).count()


def deeds(delegation: UUID) -> list[tuple[datetime, str]]:
    """Return what a delegate did, the newest first."""
    rows = Deed.objects.filter(delegation_id=delegation).order_by("-at")
    return list(rows.values_list("at", "words")[:SHOWN])


def _rows() -> "QuerySet[Delegation]":
    return Delegation.objects.select_related("accepted", "ended")


def _prepared() -> "QuerySet[Prepared]":
    return Prepared.objects.select_related(
        "delegation", "delegation__accepted", "delegation__ended", "settled"
    )


def _standing(row: Delegation) -> Standing:
    accepted = getattr(row, "accepted", None)
    return Standing(
        id=row.id,
        party=row.party_id,
        scheme=row.scheme,
        scope=row.scope,
        given_at=row.given_at,
        accept_by=row.accept_by,
        until=row.until,
        delegate=accepted.delegate if accepted else None,
        name=accepted.name if accepted else "",
        is_ended=getattr(row, "ended", None) is not None,
    )


def _waiting(row: Prepared) -> Waiting:
    settled = getattr(row, "settled", None)
    return Waiting(
        id=row.id,
        delegation=_standing(row.delegation),
        kind=row.kind,
        change=row.change,
        at=row.at,
        answer=settled.answer if settled else "",
    )

"""遺族の部屋の照会 — which room a case or a survivor belongs to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kyosai.records.survivors.models import Claimant, Room


@dataclass(frozen=True)
class Standing:
    """A room: its case, the contract of the deceased, the day of death, who is in it."""

    receipt: str
    case_number: str
    contract: str
    died_on: date
    person: UUID | None


def room(receipt: str) -> Standing | None:
    """Return a room by its receipt."""
    return _standing(Room.objects.select_related("visitor").filter(receipt=receipt).first())


def of_case(case: str) -> Standing | None:
    """Return the room of a case."""
    return _standing(Room.objects.select_related("visitor").filter(case_number=case).first())


def claimants(receipt: str) -> dict[str, UUID]:
    """Return the party of each who claims, by key."""
    rows = Claimant.objects.filter(room_id=receipt)
    return dict(rows.values_list("key", "party_id"))


def case_of(party: UUID) -> str:
    """Return the case in which somebody claims as a survivor; nothing for others."""
    found = Claimant.objects.filter(party_id=party).values_list("room__case_number", flat=True)
    return found.first() or ""


def _standing(row: Room | None) -> Standing | None:
    if row is None:
        return None
    visitor = getattr(row, "visitor", None)
    return Standing(
        receipt=row.receipt,
        case_number=row.case_number,
        contract=row.contract_id,
        died_on=row.died_on,
        person=visitor.person if visitor else None,
    )

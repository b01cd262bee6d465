"""遺族の部屋の記録 — open a room, let in whoever has its code, and enter who claims."""

from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.exchange import codes
from kyosai.records import one_trip
from kyosai.records.parties import writes as parties
from kyosai.records.survivors.models import Claimant, Room, RoomMissed, RoomVisitor

MOST_MISSED = 10


def open_room(
    receipt: str, *, case: str, contract: str, died_on: date, code_digest: str, at: datetime
) -> None:
    """Open a room for a death."""
    Room.objects.create(
        receipt=receipt,
        case_number=case,
        contract_id=contract,
        died_on=died_on,
        code_digest=code_digest,
        opened_at=at,
    )


def let_in(receipt: str, *, code_digest: str, person: UUID, at: datetime) -> bool:
    """Tell whether somebody may be in a room: with its code, first come, not after many guesses."""
    room = Room.objects.filter(receipt=receipt).first()
    if room is None or room.missed.count() >= MOST_MISSED:
        return False
    if room.code_digest != code_digest:
        RoomMissed.objects.create(id=uuid4(), room=room, at=at)
        return False
    visitor, _ = RoomVisitor.objects.get_or_create(room=room, defaults={"person": person, "at": at})
    return visitor.person == person


def claimant(receipt: str, *, key: str, person: UUID, at: datetime, **facts: str) -> UUID:
    """Enter one who claims, with what is told of them; return the party, made once."""
    ((party,),) = one_trip.ask(parties.entering(codes.survivor(person, key=key), at=at))
    found: UUID = party
    one_trip.send(parties.noting(found, email="", phone="", source="death_claim", at=at, **facts))
    Claimant.objects.get_or_create(
        room_id=receipt, key=key, defaults={"id": uuid4(), "party_id": found}
    )
    return found

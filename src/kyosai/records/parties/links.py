"""つながりの記録 — which portal user a holder of long ago turned out to be; once, and every try."""

from datetime import datetime
from uuid import UUID, uuid4

from kyosai.records.parties.models import LinkTry, Party, PartyLink


def link(party: UUID, *, person: UUID, contract: str, at: datetime) -> None:
    """Make a party the portal user's; it is done once."""
    PartyLink.objects.create(party_id=party, contract=contract, person=person, at=at)
    Party.objects.filter(id=party).update(portal_person=person)


def is_unlinked(party: UUID) -> bool:
    """Tell whether a party was taken over from before and nobody has claimed it yet."""
    rows = Party.objects.filter(id=party, is_taken_over=True, link__isnull=True)
    return rows.exists()


def note_try(person: UUID, *, contract: str, good: bool, at: datetime) -> None:
    """Write down that somebody tried a number."""
    LinkTry.objects.create(id=uuid4(), person=person, contract=contract, is_good=good, at=at)


def tries(person: UUID, *, since: datetime) -> int:
    """Return how often somebody has tried in vain since a moment."""
    return LinkTry.objects.filter(person=person, at__gte=since, is_good=False).count()

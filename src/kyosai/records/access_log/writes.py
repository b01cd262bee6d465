"""閲覧記録をつける — write down a look before anything is shown."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from kyosai.records.access_log.models import Look, TurnedAway


def note_look(*, officer: str, role: str, party: UUID, what: str, why: str, at: datetime) -> None:
    """Write down who looked at what of whom, and why; without a reason there is no look."""
    Look.objects.create(
        id=uuid4(), at=at, officer=officer, role=role, party_id=party, what=what, why=why
    )


def note_looks(
    parties: Iterable[UUID], *, officer: str, role: str, what: str, why: str, at: datetime
) -> None:
    """Write down one look at each of several people, who stood together on a page."""
    Look.objects.bulk_create(
        Look(id=uuid4(), at=at, officer=officer, role=role, party_id=party, what=what, why=why)
        for party in parties
    )


def note_turned_away(*, officer: str, role: str, what: str, why: str, at: datetime) -> None:
    """Write down who wanted to see what, and was not let through."""
    TurnedAway.objects.create(id=uuid4(), at=at, officer=officer, role=role, what=what, why=why)

"""閲覧記録をつける — write down a look before anything is shown."""

from datetime import datetime
from uuid import UUID, uuid4

from kyosai.records.access_log.models import Look, TurnedAway


def note_look(*, officer: str, role: str, party: UUID, what: str, why: str, at: datetime) -> None:
    """Write down who looked at what of whom, and why; without a reason there is no look."""
    Look.objects.create(
        id=uuid4(), at=at, officer=officer, role=role, party_id=party, what=what, why=why
    )


def note_turned_away(*, officer: str, role: str, what: str, why: str, at: datetime) -> None:
    """Write down who wanted to see what, and was not let through."""
    TurnedAway.objects.create(id=uuid4(), at=at, officer=officer, role=role, what=what, why=why)

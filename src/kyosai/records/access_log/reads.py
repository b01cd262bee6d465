"""閲覧記録の照会 — だれがいつ見たか, as the person may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kyosai.records.access_log.models import Look, TurnedAway


@dataclass(frozen=True)
class Looked:
    """One look; the person sees the desk, not the officer's name."""

    at: datetime
    role: str
    what: str
    why: str


def at_party(party: UUID) -> list[Looked]:
    """Return who looked at a person, the newest first."""
    rows = Look.objects.filter(party_id=party).order_by("-at")
    return [Looked(*row) for row in rows.values_list("at", "role", "what", "why")]


def turned_away(*, since: datetime) -> list[tuple[str, str, str]]:
    """Return who was not let through since a moment, to what and why, the newest first."""
    rows = TurnedAway.objects.filter(at__gte=since).order_by("-at")
    return list(rows.values_list("officer", "what", "why"))

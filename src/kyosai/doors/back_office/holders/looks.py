"""見たことの記録 — every look at a person is written down before the page is drawn."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from kyosai.doors import today
from kyosai.records.access_log import writes as access_log
from kyosai.records.officers import reads as officers

UNMASKED_FOR = timedelta(minutes=5)
SHOWN = "shown"


def note(request: HttpRequest, *, party: UUID, what: str, why: str) -> None:
    """Write down that this officer looks at something of this person now.

    A case about a bank file is about nobody, and leaves no trace with anybody.
    """
    if party.int == 0:
        return
    access_log.note_look(
        officer=request.user.get_username(),
        role=officers.words_of(officers.known(request.user))[:40],
        party=party,
        what=what[:100],
        why=why[:200],
        at=today.now(),
    )


def note_all(request: HttpRequest, parties: Iterable[UUID], *, what: str, why: str) -> None:
    """Write down that this officer sees these people in one list."""
    access_log.note_looks(
        parties,
        officer=request.user.get_username(),
        role=officers.words_of(officers.known(request.user))[:40],
        what=what[:100],
        why=why[:200],
        at=today.now(),
    )


def unmask(request: HttpRequest, *, party: UUID, what: str, why: str) -> None:
    """Show this person's particulars to this officer for five minutes, and write down why."""
    note(request, party=party, what=what, why=why)
    until = today.machine_now() + UNMASKED_FOR
    request.session[SHOWN] = {str(party): until.isoformat()}


def unmasked_until(request: HttpRequest, party: UUID) -> datetime | None:
    """Return until when this person's particulars are shown to this officer, if they are."""
    if not officers.may(request.user, "holders.unmask"):
        return None
    text = request.session.get(SHOWN, {}).get(str(party))
    until = datetime.fromisoformat(text) if text else None
    return until if until and until > today.machine_now() else None

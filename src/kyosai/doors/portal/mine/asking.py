"""表示の依頼 — ask the core, wait a moment, show what came, or say plainly that nothing did.

A page waits 1.5 seconds at most; then it renews itself under the number of its question, a few
times, and gives up with plain words. Nothing that came is kept.
"""

from dataclasses import dataclass
from time import sleep
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from kyosai.doors import today
from kyosai.exchange import views
from kyosai.exchange.envelope import BadSeal
from kyosai.exchange.messages.views import ViewKind

PAUSE = 0.05
POLLS = 30
RENEWALS = 4


@dataclass(frozen=True)
class Seen:
    """What came of a question: the view, or where to look again, or neither."""

    view: dict[str, Any] | None
    refresh: dict[str, Any] | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether the page should renew itself."""
        return self.view is None and self.refresh is not None

    @property
    def is_away(self) -> bool:
        """Tell whether the core did not answer in time."""
        return self.view is None and self.refresh is None


@dataclass(frozen=True)
class Keys:
    """The two halves of the key a view is sealed to."""

    private: bytes
    public: bytes


def see(
    request: HttpRequest, view: ViewKind, *, person: str, keys: Keys, argument: str = ""
) -> Seen:
    """Return the view asked for by this page, asking now or collecting what was asked."""
    number, renewals = asked_before(request)
    if number is None:
        number = views.ask(
            view,
            person=person,
            argument=argument,
            reply_public=keys.public,
            asked_at=today.now(),
        )
    return collected(request, number, keys=keys, renewals=renewals)


def collected(request: HttpRequest, number: str, *, keys: Keys, renewals: int) -> Seen:
    """Wait a moment for the answer to a question already asked."""
    for _ in range(POLLS):
        try:
            found = views.collect(number, reply_private=keys.private)
        except BadSeal:
            return Seen(None, None)
        if found is not None:
            return Seen(found, None)
        sleep(PAUSE)
    if renewals >= RENEWALS:
        return Seen(None, None)
    query = urlencode({"asked": number, "turn": renewals + 1})
    return Seen(None, {"seconds": 1, "url": f"{request.path}?{query}"})


def asked_before(request: HttpRequest) -> tuple[str | None, int]:
    """Return the number of the question in the address, and how often the page came again."""
    try:
        number = str(UUID(request.GET.get("asked", "")))
        turn = int(request.GET.get("turn", "0")[:2])
    except ValueError:
        return None, 0
    return number, max(0, min(turn, RENEWALS))

"""文使い — dials the relay, keeps what waits there, and brings back answers and views.

Every connection between the zones is opened here, from the core. What is kept is acknowledged
and handed to the postroom; what was kept before a crash is handed over again at the start.
"""

import logging
import math
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from kyosai.doors import today
from kyosai.doors.postroom.hands import Hands
from kyosai.exchange import keeping
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.relay.line import Line

logger = logging.getLogger(__name__)
WAIT_SECONDS = 20
BATCH = 64
LOOK_SECONDS = 1
GAP_SECONDS = 60
LONGEST_PAUSE = 30


class AnyLine(Protocol):
    """What the courier needs of a line."""

    def wait(self, *, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return sealed envelopes."""

    def acknowledge(self, numbers: list[str]) -> None:
        """Say what was kept."""

    def bring(self, messages: list[dict[str, str]]) -> list[str]:
        """Bring answers and views."""

    def hang_up(self) -> None:
        """Close."""


def line() -> Line:
    """Return a line to the relay the settings name."""
    keys = settings.KEYS
    return Line(
        settings.RELAY_HOST,
        settings.RELAY_PORT,
        certificate=keys.path("courier.crt"),
        key=keys.path("courier.key"),
        relay_certificate=keys.path("relay.crt"),
    )


class Courier:
    """Three loops on connections of their own: fetch, look into the queue, bring back."""

    def __init__(self, new_line: Callable[[], AnyLine] = line) -> None:
        self.stopping = Event()
        self._to_look, self._to_bring = Event(), Event()
        self._hands = Hands(after_each=self._handled)
        self._lines = new_line(), new_line()
        loops = {"fetch": self._fetch, "look": self._look, "bring": self._bring}
        self._threads = [
            Thread(target=self._repeat, args=(one_round,), name=name, daemon=True)
            for name, one_round in loops.items()
        ]
        self._gaps_looked_at = -math.inf

    def start(self) -> None:
        """Set out."""
        self._hands.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Come home: finish the messages in hand, leave the rest kept."""
        self.stopping.set()
        self._to_look.set()
        self._to_bring.set()
        for each in self._lines:
            each.hang_up()
        self._hands.stop()
        for thread in self._threads:
            thread.join(timeout=5)

    def _repeat(self, one_round: Callable[[], None]) -> None:
        """Go round until told to stop; when a partner is away, wait longer each time."""
        pause = 0.5
        while not self.stopping.is_set():
            try:
                one_round()
                pause = 0.5
            except Exception as away:  # Whatever breaks, the courier sets out again.
                if not self.stopping.is_set():
                    logger.warning("courier pauses %.1f s: %s", pause, type(away).__name__)
                if not isinstance(away, (Unreachable, Rejected)):
                    connection.close()
                self.stopping.wait(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
        connection.close()

    def _fetch(self) -> None:
        """Fetch a batch, keep it, tell the hands, and only then acknowledge."""
        wired = self._lines[0].wait(limit=BATCH, seconds=WAIT_SECONDS)
        keeping.keep(wired, fetched_at=today.now())
        self._to_look.set()
        if wired:
            self._lines[0].acknowledge([str(each.get("number", "")) for each in wired])

    def _handled(self, look_again: bool) -> None:
        self._to_bring.set()
        if look_again:
            self._to_look.set()

    def _look(self) -> None:
        self._hands.look()
        self._to_look.wait(LOOK_SECONDS)
        self._to_look.clear()
        if monotonic() - self._gaps_looked_at > GAP_SECONDS:
            self._gaps_looked_at = monotonic()
            keeping.look_for_gaps()
            keeping.forget_stale_views()

    def _bring(self) -> None:
        """Bring what is laid out; also what other parts of the core laid out meanwhile."""
        while waiting := keeping.to_bring(BATCH):
            stored = self._lines[1].bring(waiting)
            keeping.brought(stored)
            if len(stored) < len(waiting):
                raise Rejected("relay: not everything was stored")
        self._to_bring.wait(LOOK_SECONDS)
        self._to_bring.clear()


def run(stop: Event) -> None:
    """Carry messages until told to stop."""
    courier = Courier()
    courier.start()
    stop.wait()
    courier.stop()

"""A relay listening on a free port, in threads of this process, on a database of its own."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.conf import settings

from kyosai.doors.relay.listener import Relay
from kyosai.wires.relay.line import Line


@pytest.fixture
def relay(committed_db: str) -> Iterator[Relay]:
    listening = Relay("127.0.0.1", 0)
    thread = Thread(target=listening.serve, daemon=True)
    thread.start()
    yield listening
    listening.stop()
    thread.join(timeout=5)


@pytest.fixture
def line(relay: Relay) -> Iterator[Callable[[], Line]]:
    """Open lines as the courier does."""
    opened: list[Line] = []

    def dial() -> Line:
        keys = settings.KEYS
        opened.append(
            Line(
                "127.0.0.1",
                relay.server_address[1],
                certificate=keys.path("courier.crt"),
                key=keys.path("courier.key"),
                relay_certificate=keys.path("relay.crt"),
            )
        )
        return opened[-1]

    yield dial
    for each in opened:
        each.hang_up()

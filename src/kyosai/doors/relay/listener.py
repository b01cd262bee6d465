"""中継 — holds the courier's waiting call, takes its acknowledgements, answers and views."""

import json
import logging
import ssl
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from kyosai.basis.refusal import Malformed
from kyosai.doors.relay.gate import Gate, context
from kyosai.exchange import postbox, shelf
from kyosai.exchange.bell import Bell

logger = logging.getLogger(__name__)
LONGEST_WAIT = 20
LARGEST_BATCH = 256
LARGEST_REQUEST = 64 * 1024 * 1024
PURGE_SECONDS = 60
UNREADABLE = (
    KeyError, ValueError, TypeError, OverflowError, RecursionError, AssertionError, Malformed,
)  # fmt: skip


class Relay(Gate):
    """The listener, its bell, and the purge of what is past its longest life."""

    def __init__(
        self, host: str, port: int, *, purges: Sequence[Callable[[], object]] = (shelf.purge,)
    ) -> None:
        keys = settings.KEYS
        pinned = ssl.PEM_cert_to_DER_cert(Path(keys.path("courier.crt")).read_text())
        tls = context(
            certificate=keys.path("relay.crt"),
            key=keys.path("relay.key"),
            trusted=keys.path("courier.crt"),
        )
        super().__init__((host, port), Visit, tls=tls, pinned=pinned)
        self.bell = Bell(postbox.BELL)
        self.purges = purges
        self.stopping = Event()

    def serve(self) -> None:
        """Listen until told to stop."""
        self.bell.start()
        Thread(target=self._purge, name="purge", daemon=True).start()
        self.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """Stop listening and let waiting calls go."""
        self.stopping.set()
        self.bell.stop()
        self.shutdown()
        self.server_close()

    def unacknowledged(self, *, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return what is there, or the first that comes within so many seconds."""
        until = monotonic() + seconds
        while True:
            counted = self.bell.count
            batch = shelf.unacknowledged(limit)
            left = until - monotonic()
            if batch or left <= 0 or self.stopping.is_set():
                return batch
            self.bell.wait(counted, seconds=left)

    def _purge(self) -> None:
        while not self.stopping.is_set():
            try:
                for purge in self.purges:
                    purge()
            except DatabaseError as wrong:
                logger.warning("purge put off: %s", type(wrong).__name__)
                connection.close()
            self.stopping.wait(PURGE_SECONDS)
        connection.close()


class Visit(BaseHTTPRequestHandler):
    """One connection of the courier's: three calls, JSON in and out, nothing written to logs."""

    protocol_version = "HTTP/1.1"
    server_version = "relay"
    sys_version = ""

    @property
    def relay(self) -> Relay:
        """The listener this visit came to."""
        return cast(Relay, self.server)

    def do_POST(self) -> None:
        """Answer one call; a call that cannot be read ends the visit."""
        calls = {"/wait": self._wait, "/acknowledge": self._acknowledge, "/bring": self._bring}
        call = calls.get(self.path)
        try:
            asked = self._asked()
            if call is None:
                return self._answer(404, {})
            return self._answer(200, call(asked))
        except UNREADABLE as wrong:
            logger.warning("call refused: %s %s", self.path[:40], type(wrong).__name__)
            self.close_connection = True
            return self._answer(400, {})
        except DatabaseError as wrong:
            logger.warning("database away: %s", type(wrong).__name__)
            connection.close()
            return self._answer(503, {})

    def _asked(self) -> dict[str, Any]:
        length = int(self.headers["Content-Length"])
        assert 0 <= length <= LARGEST_REQUEST
        asked = json.loads(self.rfile.read(length))
        assert isinstance(asked, dict)
        return asked

    def _wait(self, asked: dict[str, Any]) -> dict[str, Any]:
        seconds = min(float(asked["seconds"]), LONGEST_WAIT)
        limit = max(1, min(int(asked["limit"]), LARGEST_BATCH))
        return {"envelopes": self.relay.unacknowledged(limit=limit, seconds=seconds)}

    def _acknowledge(self, asked: dict[str, Any]) -> dict[str, Any]:
        shelf.acknowledge([str(UUID(str(number))) for number in asked["numbers"]])
        return {}

    def _bring(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"stored": shelf.store(asked["messages"])}

    def _answer(self, status: int, facts: dict[str, Any]) -> None:
        content = json.dumps(facts, separators=(",", ":")).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def finish(self) -> None:
        """Close what this visit's thread opened."""
        super().finish()
        connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep no log of visits: the envelopes are the log."""


def run(*, also: Sequence[Callable[[], object]] = ()) -> None:
    """Listen where the settings say, until the process ends; ``also`` is purged every minute."""
    Relay(settings.RELAY_HOST, settings.RELAY_PORT, purges=(shelf.purge, *also)).serve()

"""呼び鈴 — wakes who waits when a row was committed, by LISTEN on a connection of its own."""

import logging
from threading import Condition, Event, Thread

from django.db import DatabaseError, connections
from psycopg import Error

logger = logging.getLogger(__name__)


class Bell:
    """Counts the notices of one channel; waiting for more than was counted cannot miss one."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.count = 0
        self._rung = Condition()
        self._stop = Event()
        self._thread = Thread(target=self._listen, name=f"bell-{channel}", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, and let everybody go who waits."""
        self._stop.set()
        self.ring()
        self._thread.join(timeout=5)

    def ring(self) -> None:
        """Wake everybody."""
        with self._rung:
            self.count += 1
            self._rung.notify_all()

    def wait(self, counted: int, *, seconds: float) -> None:
        """Return when the bell has rung since ``counted`` was read, or the time is up."""
        with self._rung:
            self._rung.wait_for(lambda: self.count > counted, timeout=seconds)

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen_once()
            except (Error, DatabaseError) as wrong:
                logger.warning("bell %s lost its line: %s", self.channel, type(wrong).__name__)
                self._stop.wait(1)

    def _listen_once(self) -> None:
        line = connections.create_connection("default")
        try:
            line.ensure_connection()
            line.connection.execute(f"LISTEN {self.channel}")
            self.ring()  # Whatever was committed while nobody listened.
            while not self._stop.is_set():
                for _ in line.connection.notifies(timeout=1, stop_after=1):
                    self.ring()
        finally:
            line.close()

"""人手 — a few threads that hand messages over, the most urgent first, and lose none.

Each thread has its own database connection. Whatever a procedure raises, the message either
stays in the queue for a later try or goes to quarantine; the transaction it was taken in is gone.
"""

import logging
import traceback
from collections.abc import Callable
from queue import Empty, PriorityQueue
from threading import Event, Lock, Thread

from django.db import DatabaseError, InterfaceError, connection

from kyosai.basis.refusal import Malformed
from kyosai.doors import postroom
from kyosai.exchange import commits, keeping, postbox

logger = logging.getLogger(__name__)
THREADS = 4
AHEAD = 256  # So many messages are looked at in one go.


class Hands:
    """Looks into the queue when told to, and hands over what is due and not yet in hand.

    ``after_each`` hears whether it is worth looking again.
    """

    def __init__(self, *, after_each: Callable[[bool], None] = lambda _: None) -> None:
        self._queue: PriorityQueue[tuple[int, int, str, str]] = PriorityQueue()
        self._in_hand: set[str] = set()
        self._lock = Lock()
        self._stop = Event()
        self._after_each = after_each
        self._count = 0
        self._is_more = False
        self._threads = [
            Thread(target=self._work, name=f"postroom-{place}", daemon=True)
            for place in range(THREADS)
        ]

    def start(self) -> None:
        """Set the threads to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is in hand and stop; the rest stays kept."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=30)

    def look(self) -> None:
        """Take in hand what is due; one look is enough for any number of messages."""
        due = postbox.waiting_kinds(AHEAD)
        self._is_more = len(due) == AHEAD
        for number, kind in due:
            with self._lock:
                if number in self._in_hand:
                    continue
                self._in_hand.add(number)
                self._count += 1
            self._queue.put((keeping.RANKS.get(kind, 2), self._count, number, kind))

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                _, _, number, kind = self._queue.get(timeout=0.5)
            except Empty:
                continue
            try:
                hand_over(number, kind=kind)
            except (DatabaseError, InterfaceError) as wrong:
                logger.warning("database away: %s", type(wrong).__name__)
                connection.close()
                self._stop.wait(1)
            finally:
                with self._lock:
                    self._in_hand.discard(number)
                self._after_each(self._is_more and self._queue.qsize() < AHEAD // 4)
        connection.close()


def hand_over(number: str, *, kind: str) -> None:
    """Hand one message over; put it off or away when that fails."""
    try:
        postroom.hand_over(number, kind=kind)
    except postbox.AlreadyHandled:
        pass
    except postbox.NotYet as early:
        keeping.put_off(number, because=early, patient=True)
    except Malformed as bad:
        keeping.quarantine(number, reason=f"{bad.field}: {bad.found}")
    except Exception as defect:  # A defect must not cost a filing: it is tried again, loudly.
        if commits.is_away(defect):
            raise  # The database, not the message: its number is asked about again.
        logger.error("not handled %s %s %s", number, kind, _where(defect))
        connection.close()
        keeping.put_off(number, because=defect)


def _where(defect: Exception) -> str:
    """Say where it broke; the words of an exception may hold personal facts, so not those."""
    frames = traceback.extract_tb(defect.__traceback__)[-3:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(defect).__name__} at {places}"

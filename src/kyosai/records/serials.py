"""通番 — serial numbers taken from the database in blocks, so that most need no trip (decision 19).

What is left of a block when a process ends, or connects anew, stays unused: our numbers may have
gaps. A block nobody has used yet may not have reached the standby that is the primary now.
"""

import os
from collections import defaultdict
from threading import Lock

from django.db import connection
from django.db.backends.signals import connection_created

BLOCK = 50  # The sequences increase by this much.

_lock = Lock()
_left: dict[str, list[int]] = defaultdict(list)


def next_serial(sequence: str) -> int:
    """Return a serial number nobody else has."""
    with _lock:
        left = _left[sequence] or _block(sequence)
        number = left.pop()
        _left[sequence] = left  # Connecting for a block has made us forget it.
        return number


def forget(**_: object) -> None:
    """Give up what is left: a child process must not share its parent's block."""
    _left.clear()


def _block(sequence: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        first: int = cursor.fetchone()[0]
    return list(range(first + BLOCK - 1, first - 1, -1))


os.register_at_fork(after_in_child=forget)
connection_created.connect(forget, dispatch_uid=__name__)

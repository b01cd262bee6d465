"""通番 — serial numbers taken from the database in blocks, so that most need no trip (decision 19).

What is left of a block when a process ends stays unused: our numbers may have gaps.
"""

import os
from collections import defaultdict
from threading import Lock

from django.db import connection

BLOCK = 50  # The sequences increase by this much.

_lock = Lock()
_left: dict[str, list[int]] = defaultdict(list)


def next_serial(sequence: str) -> int:
    """Return a serial number nobody else has."""
    with _lock:
        if not _left[sequence]:
            _left[sequence] = _block(sequence)
        return _left[sequence].pop()


def forget() -> None:
    """Give up what is left: a child process must not share its parent's block."""
    _left.clear()


def _block(sequence: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        first: int = cursor.fetchone()[0]
    return list(range(first + BLOCK - 1, first - 1, -1))


os.register_at_fork(after_in_child=forget)

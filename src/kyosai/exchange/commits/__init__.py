"""確かな確定 — a commit is certain, or it is in doubt and asked about again by its business key.

A commit waits until the standbys have it. When that wait is cut short the server only warns, and
the client would read success: the row is there, and gone with this server. When the connection
ends at a commit, nobody knows. Both are in doubt. Every connection of a site is of this kind
(``base.py``); whoever must know at once goes through ``certain``.
"""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, connection

__all__ = ["CommitInDoubt", "certain", "is_away", "prove"]
Outcome = TypeVar("Outcome")
PAUSE = 0.1  # seconds between one question and the next
PATIENCE = 90.0  # seconds: longer than any change of the primary takes
# A server that ends a session, starts, or no longer is the primary: classes 08 and 57, and 25006.
AWAY = ("08", "57P", "25006")


class CommitInDoubt(OperationalError):
    """A commit that may or may not stand: ask by the business key, never assume."""


def certain(
    act: Callable[[], Outcome],
    *,
    known: Callable[[], Outcome | None],
    patience: float = PATIENCE,
    pause: float = PAUSE,
    doubted: Callable[[Exception], None] = lambda _: None,
) -> Outcome:
    """Return what an act brought, once its commit is certain, through any change of the primary.

    ``known`` asks by the act's business key what stands already. It is asked only of a primary
    that has just shown that its commits reach the standbys, and only when it finds nothing is
    the act done again. After ``patience`` seconds the last failure is raised.
    """
    until, is_asked = monotonic() + patience, False
    while True:
        try:
            found = known() if is_asked else None
            return act() if found is None else found
        except DatabaseError as wrong:
            if not is_away(wrong) or monotonic() > until:
                raise
            doubted(wrong)
        except InterfaceError as wrong:
            if monotonic() > until:
                raise
            doubted(wrong)
        is_asked = True
        _hang_up()
        sleep(pause)


def is_away(wrong: Exception) -> bool:
    """Tell whether the server, not the statement, was at fault, so that asking again may help."""
    if isinstance(wrong, CommitInDoubt):
        return True
    state = getattr(wrong.__cause__, "sqlstate", None)
    if state is None:
        return isinstance(wrong, OperationalError | InterfaceError)
    return str(state).startswith(AWAY)


def prove() -> None:
    """Commit something of no meaning, so that all this server shows has reached the standbys.

    The log is one line: whoever has this commit has every commit before it, also one whose own
    wait was cut short. CommitInDoubt when this one is cut short too.
    """
    with connection.cursor() as cursor:
        cursor.execute(PROOF)


PROOF = "SELECT pg_logical_emit_message(true, 'kyosai', 'all before this has arrived')"


def _hang_up() -> None:
    """Let go of the connection, and have the next one prove itself before it answers."""
    connection.close()
    connection.owes_proof = True  # type: ignore[attr-defined]

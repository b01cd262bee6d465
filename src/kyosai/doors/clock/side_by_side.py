"""並べて — work that does not touch each other's, two at a time, each on a connection of its own.

Inside a transaction of the caller, whose rows no other connection sees, it goes one by one.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")
AT_ONCE = 2


class Workers:
    """Takes work in hand; what was begun may begin more."""

    def __init__(self, pool: ThreadPoolExecutor | None) -> None:
        self._pool = pool
        self._begun: list[Future[None]] = []

    def begin(self, act: Callable[P, object], *words: P.args, **named: P.kwargs) -> None:
        """Do this as soon as one of us is free."""
        if self._pool is None:
            act(*words, **named)
        else:
            self._begun.append(self._pool.submit(_alone, lambda: act(*words, **named)))

    def finish(self) -> None:
        """Wait for all of it; the first defect is raised when the rest is done."""
        defects = []
        while self._begun:
            defect = self._begun.pop(0).exception()
            if defect is not None:
                defects.append(defect)
        if defects:
            raise defects[0]


@contextmanager
def workers() -> Iterator[Workers]:
    """Give work to two, and wait until all is done."""
    if connection.in_atomic_block:
        yield Workers(None)
        return
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="clock") as pool:
        together = Workers(pool)
        yield together
        together.finish()


def each(act: Callable[[T], object], things: Iterable[T]) -> None:
    """Do the same for each of these; for one alone nobody else is called."""
    waiting = list(things)
    if len(waiting) < AT_ONCE:
        for thing in waiting:
            act(thing)
        return
    with workers() as together:
        for thing in waiting:
            together.begin(act, thing)


def _alone(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connection.close()

"""H11: filings and position pages while the month runs, each in a process of its own.

Ten filings and four pages a second, timed from the moment each was meant; what prepares a filing
is not timed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from statistics import quantiles
from time import monotonic, sleep
from typing import NamedTuple

FILINGS, PAGES = "filings", "pages"
A_SECOND = {FILINGS: 10, PAGES: 4}
PEOPLE = 500


class Took(NamedTuple):
    """When something was meant to be done, and the seconds until it was."""

    meant: float
    seconds: float


class Window(NamedTuple):
    """What people waited for between two moments: the 99th of a hundred filings, the 95th page."""

    filings: int
    filing_p99: float
    page_p95: float


class People:
    """Everybody else, at work until told to stop; moments are those of the machine's own clock."""

    def __init__(self, lines: dict[str, Connection]) -> None:
        self._lines = lines
        self._found: dict[str, list[Took]] = {}

    def leave(self) -> None:
        """Let them stop, and hear how long each thing took."""
        for line in self._lines.values():
            line.send("stop")
        self._found = {kind: line.recv() for kind, line in self._lines.items()}

    def between(self, begins: float, ends: float) -> Window:
        """Return what was meant in a stretch of time."""
        filings, pages = (
            [took.seconds for took in self._found[kind] if begins <= took.meant < ends]
            for kind in (FILINGS, PAGES)
        )
        return Window(len(filings), quantiles(filings, n=100)[98], quantiles(pages, n=20)[18])


@contextmanager
def people() -> Iterator[People]:
    """Send everybody else to work, and home at the end."""
    context = get_context("spawn")
    lines, processes = {}, []
    for kind in A_SECOND:
        lines[kind], theirs = context.Pipe()
        processes.append(context.Process(target=_work, args=(kind, theirs), daemon=True))
        processes[-1].start()
    try:
        for kind, line in lines.items():
            assert line.recv() == "ready", kind
        yield People(lines)
    finally:
        for process in processes:
            process.join(timeout=10)
            process.kill()


def _work(kind: str, line: Connection) -> None:
    """Do the same thing at a steady rate; what is late makes the next one late, and counts."""
    import django

    django.setup()
    ready = _filing() if kind == FILINGS else _page()
    found: list[Took] = []
    ready()()
    line.send("ready")
    began = monotonic()
    for turn in count():
        if line.poll():
            break
        act, meant = ready(), began + turn / A_SECOND[kind]
        sleep(max(0.0, meant - monotonic()))
        act()
        found.append(Took(meant, monotonic() - meant))
    line.send(found)


def _filing() -> Callable[[], Callable[[], object]]:
    from bench.filings import Filings

    filings = Filings()

    def ready() -> Callable[[], object]:
        wired, message = filings.sealed()
        return lambda: filings.take(wired, message)

    return ready


def _page() -> Callable[[], Callable[[], object]]:
    from kyosai.procedures.access import position
    from kyosai.records.contracts.models import Contract
    from tests.procedures import applications

    parties = list(Contract.objects.order_by("receipt").values_list("party_id", flat=True)[:PEOPLE])
    draw = Random(1)

    def ready() -> Callable[[], object]:
        party = draw.choice(parties)
        return lambda: position.position(party, at=applications.NOW)

    return ready

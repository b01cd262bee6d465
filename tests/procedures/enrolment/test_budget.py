"""The budget of the enrolment transaction, counted on the wire (performance.md H2)."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from django.db import connection

from kyosai.procedures.enrolment.receive import receive
from tests.procedures.applications import NOW, SIGNED, application, kept, named, peeked

MOST_STATEMENTS = 8
MOST_ROUND_TRIPS = 3


@contextmanager
def overheard(path: Path) -> Iterator[Path]:
    """Let libpq write down every protocol message."""
    raw = connection.connection.pgconn
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    raw.trace(handle)
    try:
        yield path
    finally:
        raw.untrace()
        os.close(handle)


def statements(trace: str) -> int:
    """Count executions: of the simple protocol and of the extended one, BEGIN and COMMIT too."""
    return len(re.findall(r"\tF\t\d+\t(?:Query|Execute)", trace))


def round_trips(trace: str) -> int:
    """Count the times the client stopped talking and the server had its say."""
    speakers = re.findall(r"\t([FB])\t", trace)
    return sum(pair == ("F", "B") for pair in pairwise(speakers))


def overheard_enrolment(path: Path) -> str:
    for turn in range(8):  # from the sixth time on, statements are prepared
        sent = application(identity=named(birthdate=f"198{turn}-04-01"))
        outside = peeked(kept(sent))
        with overheard(path):
            outcome = receive(outside, application=sent, evidence=SIGNED, at=NOW)
        assert outcome.accepted
    return path.read_text()


def test_an_enrolment_costs_at_most_eight_statements_and_three_round_trips(
    committed_db: str, tmp_path: Path
) -> None:
    connection.ensure_connection()

    trace = overheard_enrolment(tmp_path / "trace")

    assert 4 <= statements(trace) <= MOST_STATEMENTS, "too many statements"
    assert 1 <= round_trips(trace) <= MOST_ROUND_TRIPS, "too many round trips"


def test_the_counters_see_a_statement_too_many(committed_db: str, tmp_path: Path) -> None:
    connection.ensure_connection()

    with overheard(tmp_path / "trace") as path, connection.cursor() as cursor:
        for _ in range(9):
            cursor.execute("SELECT 1")

    assert statements(path.read_text()) == round_trips(path.read_text()) == 9

"""案件をひらく — a case and its first entries, as statements that travel with other writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from kyosai.basis import identifiers
from kyosai.casework.flow import Flow
from kyosai.records import one_trip, serials
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Line:
    """What an entry says: who (nobody: a rule), at which step, with which outcome and findings."""

    step: str
    outcome: str
    words: str = ""
    officer: str = ""
    findings: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A case as it is opened. ``outcome`` is set when a rule has already settled it."""

    number: str
    flow: Flow
    step: str
    subject: UUID
    receipt: str
    received_at: datetime
    opened_on: date
    due_at: datetime
    at: datetime
    filing: dict[str, Any] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    outcome: str = ""


def new_number() -> str:
    """Return a case number nobody has."""
    return identifiers.lettered_number("K", serials.next_serial("case_serial"))


def opening(case: Opening) -> tuple[Statement, Statement]:
    """Open a case with its first entries."""
    assert case.lines, "a case file begins with an entry"
    row = (
        "INSERT INTO case_file (number, flow, step, desk, subject, receipt, filing, received_at,"
        " opened_on, due_at, held_by, is_closed, closed_at, outcome)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', %s, %s, %s)",
        [
            case.number,
            case.flow.name,
            case.step,
            case.flow.step(case.step).desk,
            case.subject,
            case.receipt,
            Jsonb(case.filing),
            case.received_at,
            case.opened_on,
            case.due_at,
            bool(case.outcome),
            case.at if case.outcome else None,
            case.outcome,
        ],
    )
    return row, _entries(case)


@transaction.atomic
def open(case: Opening) -> str:
    """Open a case; return its number."""
    one_trip.send(*opening(case))
    return case.number


@transaction.atomic
def open_all(cases: Sequence[Opening]) -> list[str]:
    """Open many cases with two statements; return their numbers."""
    rows, entries = zip(*map(opening, cases), strict=True) if cases else ((), ())
    with connection.cursor() as cursor:
        for statements in (rows, entries):
            for sql, same in groupby(statements, key=itemgetter(0)):
                cursor.executemany(sql, [parameters for _, parameters in same])
    return [case.number for case in cases]


def _entries(case: Opening) -> Statement:
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(case.lines))
    values: list[Any] = []
    for ordinal, line in enumerate(case.lines, start=1):
        values += [case.number, ordinal, case.at, line.officer, line.step, line.outcome]
        values += [line.words, Jsonb(list(line.findings))]
    return (
        "INSERT INTO case_entry (case_id, ordinal, at, officer, step, outcome, words, findings)"
        f" VALUES {places}",
        values,
    )

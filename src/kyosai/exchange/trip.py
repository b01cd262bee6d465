"""往復 — statements that travel to the database together, prepared, past Django's own cursors.

A round trip costs more than what most statements do at the other end; so does planning one anew.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus, TransactionStatus

Statement = tuple[str, Sequence[Any]]
Row = tuple[Any, ...]
BEGIN: Statement = ("BEGIN", ())
COMMIT: Statement = ("COMMIT", ())


def ask(statement: Statement) -> list[Row]:
    """Send one statement and return its rows; outside a transaction it is one of its own."""
    wire = _wire()
    with connection.wrap_database_errors:
        rows = _rows(_sent(wire, statement))
    _insist_on_certainty()
    return rows


def send(*statements: Statement) -> list[list[Row]]:
    """Send statements together and return the rows of each; a BEGIN still due goes with them."""
    wire = _wire()
    is_begin_due = _is_begin_due(wire)
    with connection.wrap_database_errors, wire.pipeline():
        if is_begin_due:
            _sent(wire, BEGIN)
        cursors = [_sent(wire, statement) for statement in statements]
    _insist_on_certainty()
    return [_rows(cursor) for cursor in cursors]


def send_last(*statements: Statement) -> None:
    """Send a transaction's last writes together with its commit, which saves a trip.

    Django's own commit, a moment later, finds nothing left to do. Inside a larger transaction
    the commit is left to that one.
    """
    assert connection.in_atomic_block
    is_whole = len(connection.atomic_blocks) == 1
    send(*statements, *([COMMIT] if is_whole else []))


def _insist_on_certainty() -> None:
    """Check what committed by itself; what is part of a transaction is checked at its commit."""
    if connection.warned and not connection.in_atomic_block:  # type: ignore[attr-defined]
        connection.insist()  # type: ignore[attr-defined]


def _wire() -> "psycopg.Connection[Any]":
    connection.ensure_connection()
    wire: psycopg.Connection[Any] = connection.connection
    wire.prepare_threshold = 5  # Django switches preparing off; its own cursors stay unprepared.
    return wire


def _is_begin_due(wire: "psycopg.Connection[Any]") -> bool:
    """Tell whether a transaction has yet to begin, and make it ours to begin.

    The driver would begin it in a trip of its own. Told to commit by itself, it leaves an
    explicit BEGIN alone, and Django's COMMIT or ROLLBACK ends it as always.
    """
    if wire.autocommit or wire.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    wire.autocommit = True
    return True


def _sent(wire: "psycopg.Connection[Any]", statement: Statement) -> "psycopg.Cursor[Any]":
    sql, parameters = statement
    return psycopg.Cursor(wire).execute(sql, parameters, prepare=True)


def _rows(cursor: "psycopg.Cursor[Any]") -> list[Row]:
    has_rows = cursor.pgresult is not None and cursor.pgresult.status == ExecStatus.TUPLES_OK
    return cursor.fetchall() if has_rows else []

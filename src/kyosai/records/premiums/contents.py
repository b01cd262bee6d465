"""ファイルの内容 — a million records travel to the database and back as bytes, not as text."""

from typing import Any

import psycopg
from django.db import connection


def written(sql: str, parameters: list[Any]) -> None:
    """Run a statement whose bytes go as they are."""
    with _plain() as cursor:
        cursor.execute(sql, parameters)


def read(sql: str, parameters: list[Any]) -> bytes:
    """Return the bytes a statement finds: one row, one column."""
    with _plain() as cursor:
        cursor.execute(sql, parameters, binary=True)
        row = cursor.fetchone()
    assert row is not None, parameters
    return bytes(row[0])


def _plain() -> "psycopg.Cursor[Any]":
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)

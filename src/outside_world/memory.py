"""記憶 — what the outside world remembers, in one SQLite file that survives restarts."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Memory:
    """One file of tables; every call opens its own connection, so any thread may remember."""

    def __init__(self, path: Path, *, tables: Iterable[str]) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.together() as connection:
            for statements in tables:
                for statement in filter(str.strip, statements.split(";")):
                    connection.execute(statement)

    @contextmanager
    def together(self) -> Iterator[sqlite3.Connection]:
        """Remember everything inside the block, or nothing of it."""
        connection = self._connect()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows of a question."""
        connection = self._connect()
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """Return the first row of a question, if there is one."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def write(self, sql: str, *values: Any) -> int:
        """Change something by one statement; return how many rows it touched."""
        connection = self._connect()
        try:
            return connection.execute(sql, values).rowcount
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

"""What a month leaves behind: bytes of write-ahead log, bytes on disk, memory of our process."""

from dataclasses import dataclass
from resource import RUSAGE_SELF, getrusage

import psycopg


@dataclass(frozen=True)
class Standing:
    """How far the write-ahead log has come, and how large the database is, in bytes."""

    log: int
    disk: int

    def since(self, earlier: "Standing") -> "Standing":
        """Return what was added since."""
        return Standing(self.log - earlier.log, self.disk - earlier.disk)


def standing(address: str) -> Standing:
    """Look."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT (pg_current_wal_lsn() - '0/0')::bigint, pg_database_size(current_database())"
        ).fetchone()
    assert row is not None
    return Standing(*row)


def checkpoint(address: str) -> None:
    """Write out what earlier work left behind, so that the next to be timed does not pay for it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def memory() -> int:
    """Return the most memory this process ever had, in MiB."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024

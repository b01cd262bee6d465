"""署名の取引 — one row from the digest that is handed in to the result that is fetched, once."""

import secrets
import sqlite3
from datetime import timedelta

from outside_world.daa import sign_ins
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS sign_transaction (
    id TEXT PRIMARY KEY, client_id TEXT NOT NULL, digest TEXT NOT NULL, sign_in TEXT UNIQUE,
    wrong_pins INTEGER NOT NULL DEFAULT 0, signature TEXT, certificate TEXT,
    begun_at INTEGER NOT NULL
)
"""
OPEN_FOR = timedelta(minutes=30)
MOST_WRONG_PINS = 5


def begin(memory: Memory, *, client_id: str, digest: str) -> str:
    """Keep a digest that is to be signed; return the number of its transaction."""
    number = secrets.token_urlsafe(24)
    added = "INSERT INTO sign_transaction (id, client_id, digest, begun_at) VALUES (?, ?, ?, ?)"
    memory.write(added, number, client_id, digest, sign_ins.instant())
    return number


def link(memory: Memory, number: str, *, sign_in: str) -> bool:
    """Tie a transaction to the card that will be tapped for it; tell whether it was open."""
    oldest = sign_ins.instant() - int(OPEN_FOR.total_seconds())
    taken = (
        "UPDATE sign_transaction SET sign_in = ?"
        " WHERE id = ? AND signature IS NULL AND begun_at > ?"
    )
    return memory.write(taken, sign_in, number, oldest) == 1


def of_sign_in(memory: Memory, sign_in: str) -> sqlite3.Row | None:
    """Return the transaction a card is tapped for."""
    return memory.row("SELECT * FROM sign_transaction WHERE sign_in = ?", sign_in)


def of_number(memory: Memory, number: str) -> sqlite3.Row | None:
    """Return a transaction."""
    return memory.row("SELECT * FROM sign_transaction WHERE id = ?", number)


def note_wrong_pin(memory: Memory, number: str) -> bool:
    """Count a wrong PIN; tell whether the card is locked now."""
    memory.write("UPDATE sign_transaction SET wrong_pins = wrong_pins + 1 WHERE id = ?", number)
    row = of_number(memory, number)
    return row is not None and row["wrong_pins"] >= MOST_WRONG_PINS


def finish(memory: Memory, number: str, *, signature: str, certificate: str) -> None:
    """Keep what the card has signed."""
    memory.write(
        "UPDATE sign_transaction SET signature = ?, certificate = ? WHERE id = ?",
        signature, certificate, number,
    )  # fmt: skip

"""サインイン — one row from the request at the door to the token that is fetched for it."""

import json
import secrets
import sqlite3
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256

from outside_world.business_time import machine_now
from outside_world.memory import Memory
from outside_world.people import Person

TABLES = """
CREATE TABLE IF NOT EXISTS sign_in (
    number TEXT PRIMARY KEY, client_id TEXT, redirect_uri TEXT, state TEXT, nonce TEXT,
    challenge TEXT, scope TEXT, acr_values TEXT, person TEXT, acr TEXT,
    signed_in_at INTEGER, code TEXT UNIQUE, code_expires_at INTEGER, is_used INTEGER DEFAULT 0,
    begun_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS used_assertion (jti TEXT PRIMARY KEY, expires_at INTEGER NOT NULL)
"""
CODE_LIVES = timedelta(minutes=5)
DOOR_STAYS_OPEN = timedelta(minutes=30)


def instant() -> int:
    """Return machine time in seconds: codes and tokens do not follow business time."""
    return int(machine_now().timestamp())


def begin(memory: Memory, request: dict[str, str]) -> str:
    """Keep a checked authorization request; return its number."""
    number = secrets.token_urlsafe(16)
    names = ("client_id", "redirect_uri", "state", "nonce", "challenge", "scope", "acr_values")
    memory.write(
        f"INSERT INTO sign_in (number, begun_at, {', '.join(names)}) VALUES (?,?,?,?,?,?,?,?,?)",
        number, instant(), *(request[name] for name in names),
    )  # fmt: skip
    return number


def begun(memory: Memory, number: str) -> sqlite3.Row | None:
    """Return a request that still waits for a card."""
    oldest = instant() - int(DOOR_STAYS_OPEN.total_seconds())
    return memory.row(
        "SELECT * FROM sign_in WHERE number = ? AND code IS NULL AND begun_at > ?", number, oldest
    )


def finish(memory: Memory, number: str, *, person: Person, acr: str, is_used: bool) -> str:
    """Note who tapped the card, and return a code that can be used once within five minutes."""
    code = secrets.token_urlsafe(32)
    now = instant()
    memory.write(
        "UPDATE sign_in SET person = ?, acr = ?, signed_in_at = ?, code = ?, code_expires_at = ?,"
        " is_used = ? WHERE number = ?",
        json.dumps(asdict(person), ensure_ascii=False), acr, now, _kept(code),
        now + int(CODE_LIVES.total_seconds()), int(is_used), number,
    )  # fmt: skip
    return code


def use_code(memory: Memory, code: str) -> sqlite3.Row | None:
    """Return the sign-in of a code and use the code up; nothing when late, unknown or used."""
    with memory.together() as connection:
        found: sqlite3.Row | None = connection.execute(
            "SELECT * FROM sign_in WHERE code = ? AND is_used = 0 AND code_expires_at > ?",
            (_kept(code), instant()),
        ).fetchone()
        connection.execute("UPDATE sign_in SET is_used = 1 WHERE code = ?", (_kept(code),))
    return found


def of_number(memory: Memory, number: str) -> sqlite3.Row | None:
    """Return a finished sign-in."""
    return memory.row("SELECT * FROM sign_in WHERE number = ? AND person IS NOT NULL", number)


def person_of(sign_in: sqlite3.Row) -> Person:
    """Return the person who tapped the card."""
    return Person(**json.loads(sign_in["person"]))


def is_first_use(memory: Memory, jti: str, *, expires_at: int) -> bool:
    """Remember a client assertion's jti; tell whether it was new."""
    memory.write("DELETE FROM used_assertion WHERE expires_at < ?", instant() - 600)
    added = "INSERT OR IGNORE INTO used_assertion VALUES (?, ?)"
    return memory.write(added, jti, expires_at) == 1


def _kept(code: str) -> str:
    return sha256(code.encode()).hexdigest()

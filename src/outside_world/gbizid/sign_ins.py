"""サインイン — one row from the request at the door to the tokens that are fetched for it."""

import json
import secrets
import sqlite3
import string
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256

from outside_world.business_time import machine_now
from outside_world.gbizid.accounts import Account
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS gbizid_sign_in (
    number TEXT PRIMARY KEY, redirect_uri TEXT, state TEXT, nonce TEXT, challenge TEXT,
    scope TEXT, login_hint TEXT, account TEXT, signed_in_at INTEGER, code TEXT UNIQUE,
    code_expires_at INTEGER, is_used INTEGER DEFAULT 0, begun_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS gbizid_token (
    jti TEXT PRIMARY KEY, kind TEXT, number TEXT, scope TEXT, expires_at INTEGER NOT NULL
)
"""
KEPT = ("redirect_uri", "state", "nonce", "challenge", "scope", "login_hint")
CODE_LIVES = timedelta(minutes=5)
DOOR_STAYS_OPEN = timedelta(minutes=30)
LETTERS = string.ascii_letters + string.digits


def instant() -> int:
    """Return machine time in seconds: codes and tokens do not follow business time."""
    return int(machine_now().timestamp())


def begin(memory: Memory, request: dict[str, str]) -> str:
    """Keep a checked authorization request; return its number."""
    number = secrets.token_urlsafe(16)
    memory.write(
        f"INSERT INTO gbizid_sign_in (number, begun_at, {', '.join(KEPT)})"
        " VALUES (?,?,?,?,?,?,?,?)",
        number, instant(), *(request[name] for name in KEPT),
    )  # fmt: skip
    return number


def begun(memory: Memory, number: str) -> sqlite3.Row | None:
    """Return a request that still waits for an account."""
    oldest = instant() - int(DOOR_STAYS_OPEN.total_seconds())
    return memory.row(
        "SELECT * FROM gbizid_sign_in WHERE number = ? AND code IS NULL AND begun_at > ?",
        number, oldest,
    )  # fmt: skip


def finish(memory: Memory, number: str, *, account: Account, is_used: bool) -> str:
    """Note whose account was opened, and return a code of 22 letters for five minutes."""
    code, now = "".join(secrets.choice(LETTERS) for _ in range(22)), instant()
    memory.write(
        "UPDATE gbizid_sign_in SET account = ?, signed_in_at = ?, code = ?, code_expires_at = ?,"
        " is_used = ? WHERE number = ?",
        json.dumps(asdict(account), ensure_ascii=False), now, _kept(code),
        now + int(CODE_LIVES.total_seconds()), int(is_used), number,
    )  # fmt: skip
    return code


def use_code(memory: Memory, code: str) -> sqlite3.Row | None:
    """Return the sign-in of a code and use the code up; nothing when late, unknown or used."""
    with memory.together() as connection:
        found: sqlite3.Row | None = connection.execute(
            "SELECT * FROM gbizid_sign_in WHERE code = ? AND is_used = 0 AND code_expires_at > ?",
            (_kept(code), instant()),
        ).fetchone()
        connection.execute("UPDATE gbizid_sign_in SET is_used = 1 WHERE code = ?", (_kept(code),))
    return found


def account_of(sign_in: sqlite3.Row) -> Account:
    """Return the account that was opened."""
    return Account(**json.loads(sign_in["account"]))


def of_number(memory: Memory, number: str) -> sqlite3.Row:
    """Return a finished sign-in that a token was given for."""
    found = memory.row("SELECT * FROM gbizid_sign_in WHERE number = ?", number)
    assert found is not None
    return found


def note_token(memory: Memory, *, kind: str, number: str, scope: str, expires_at: int) -> str:
    """Remember that a token was given out; return its jti."""
    jti = secrets.token_urlsafe(16)
    row = (_kept(jti), kind, number, scope, expires_at)
    memory.write("INSERT INTO gbizid_token VALUES (?,?,?,?,?)", *row)
    return jti


def token(memory: Memory, *, kind: str, jti: str) -> sqlite3.Row | None:
    """Return what a token was given for, while it lives."""
    return memory.row(
        "SELECT * FROM gbizid_token WHERE jti = ? AND kind = ? AND expires_at > ?",
        _kept(jti), kind, instant(),
    )  # fmt: skip


def use_up(memory: Memory, *, jti: str) -> bool:
    """Forget a token; tell whether it was still there, for of two that use it one comes late."""
    return memory.write("DELETE FROM gbizid_token WHERE jti = ?", _kept(jti)) == 1


def _kept(code: str) -> str:
    return sha256(code.encode()).hexdigest()

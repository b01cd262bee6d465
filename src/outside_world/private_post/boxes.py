"""受取口 — a box with its number, open or closed; a letter comes once under its issuer's number."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from kyosai.basis import fingerprint
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS private_box (
    number TEXT PRIMARY KEY, owner TEXT NOT NULL, state TEXT NOT NULL, opened_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS private_letter (
    receipt TEXT PRIMARY KEY, box TEXT NOT NULL, title TEXT NOT NULL, content BLOB NOT NULL,
    digest TEXT NOT NULL, proof TEXT NOT NULL, delivered_at TEXT NOT NULL, read_at TEXT,
    tax_receipt TEXT
)
"""


@dataclass(frozen=True)
class Put:
    """What became of a letter: delivered with its proof, or why not."""

    outcome: str
    proof: str = ""


class OtherBytes(Exception):
    """The same receipt came with another letter."""


def open_box(memory: Memory, *, owner: str, at: datetime) -> str:
    """Open a box; return its number of twelve digits."""
    number = f"{secrets.randbelow(10**12):012d}"
    memory.write("INSERT INTO private_box VALUES (?, ?, 'open', ?)", number, owner, at.isoformat())
    return number


def turn(memory: Memory, number: str, *, state: str) -> None:
    """Close a box, open it again, or unlink it."""
    memory.write("UPDATE private_box SET state = ? WHERE number = ?", state, number)


def put(memory: Memory, receipt: str, *, box: str, title: str, content: bytes, at: datetime) -> Put:
    """Put a letter into a box, once; the same again gets the same proof."""
    digest = fingerprint.digest(content)
    before = memory.row("SELECT * FROM private_letter WHERE receipt = ?", receipt)
    if before is not None:
        if (before["digest"], before["box"]) != (digest, box):
            raise OtherBytes
        return Put("delivered", before["proof"])
    known = memory.row("SELECT state FROM private_box WHERE number = ?", box)
    if known is None or known["state"] == "unlinked":
        return Put("unlinked")
    if known["state"] == "closed":
        return Put("closed")
    proof = f"PD{at:%Y%m%d}{secrets.token_hex(8)}"
    memory.write(
        "INSERT INTO private_letter VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        receipt, box, title, content, digest, proof, at.isoformat(),
    )  # fmt: skip
    return Put("delivered", proof)


def boxes(memory: Memory) -> list[Row]:
    """Return every box, the newest first."""
    return memory.rows("SELECT * FROM private_box ORDER BY opened_at DESC")


def letters(memory: Memory, box: str) -> list[Row]:
    """Return what lies in a box, the newest first."""
    return memory.rows("SELECT * FROM private_letter WHERE box = ? ORDER BY delivered_at DESC", box)


def letter(memory: Memory, receipt: str) -> Row | None:
    """Return one letter."""
    return memory.row("SELECT * FROM private_letter WHERE receipt = ?", receipt)


def note(memory: Memory, receipt: str, *, at: datetime, tax_receipt: str = "") -> None:
    """Note that a letter was read, and the receipt of the return it went with."""
    memory.write(
        "UPDATE private_letter SET read_at = coalesce(read_at, ?),"
        " tax_receipt = coalesce(tax_receipt, nullif(?, '')) WHERE receipt = ?",
        at.isoformat(), tax_receipt, receipt,
    )  # fmt: skip

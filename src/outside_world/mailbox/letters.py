"""便り — every mail that came in, as it came in."""

import sqlite3
from email import message_from_bytes, policy
from email.message import EmailMessage

from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS letter (
    id INTEGER PRIMARY KEY, received_at TEXT, sender TEXT, recipient TEXT, subject TEXT,
    key TEXT, message_id TEXT, body TEXT, raw BLOB
);
CREATE TABLE IF NOT EXISTS closed_address (address TEXT PRIMARY KEY)
"""
SHOWN = ("id", "received_at", "sender", "recipient", "subject", "key", "message_id", "body")


def keep(memory: Memory, raw: bytes, *, sender: str, recipients: list[str], at: str) -> None:
    """Keep a mail, one row for each who receives it."""
    letter = message_from_bytes(raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    with memory.together() as connection:
        for recipient in recipients:
            connection.execute(
                "INSERT INTO letter (received_at, sender, recipient, subject, key, message_id,"
                " body, raw) VALUES (?,?,?,?,?,?,?,?)",
                (at, sender, recipient, _header(letter, "Subject"), _header(letter, "X-Kyosai-Key"),
                 _header(letter, "Message-ID"), _body(letter), raw),
            )  # fmt: skip


def close(memory: Memory, address: str) -> None:
    """Let nobody be at an address any more: every mail to it is refused for good."""
    memory.write("INSERT OR IGNORE INTO closed_address VALUES (?)", address)


def is_closed(memory: Memory, address: str) -> bool:
    """Tell whether nobody is at an address."""
    return memory.row("SELECT 1 FROM closed_address WHERE address = ?", address) is not None


def inbox(memory: Memory, *, recipient: str = "", after: int = 0) -> list[sqlite3.Row]:
    """Return the mails to one address or to all, newest first."""
    sql = "SELECT * FROM letter WHERE (? = '' OR recipient = ?) AND id > ? ORDER BY id DESC"
    return memory.rows(sql, recipient, recipient, after)


def one(memory: Memory, number: int) -> sqlite3.Row | None:
    """Return one mail."""
    return memory.row("SELECT * FROM letter WHERE id = ?", number)


def _header(letter: EmailMessage, name: str) -> str:
    return str(letter.get(name, ""))


def _body(letter: EmailMessage) -> str:
    part = letter.get_body(preferencelist=("plain", "html"))
    return str(part.get_content()) if part is not None else ""

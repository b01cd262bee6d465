"""受け取った発送単位 — checked against its list, printed once, handed to the post, deleted.

What the house keeps is a name, a digest and a count; the sheets lie in the letter box of whoever
they are for.
"""

import csv
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from nacl.bindings import sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.signing import VerifyKey

from kyosai.basis import fingerprint
from outside_world import faults
from outside_world.memory import Memory
from outside_world.world import World

TABLES = """
CREATE TABLE IF NOT EXISTS print_pack (
    name TEXT PRIMARY KEY, sealed_digest TEXT UNIQUE, digest TEXT, receipt TEXT, posted_on TEXT
);
CREATE TABLE IF NOT EXISTS paper_letter (
    number TEXT PRIMARY KEY, pack TEXT, sheets INTEGER, way TEXT, tracking TEXT, posted_on TEXT,
    reason TEXT DEFAULT '', returned_on TEXT DEFAULT '', pdf BLOB
)
"""
STEP = 1024  # the seal hides a pack's length to so many bytes


class Refused(Exception):
    """The pack is not printed; the reason says what was found."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NameTaken(Exception):
    """Other bytes under this name, or these bytes under another name."""


@dataclass(frozen=True)
class Sheet:
    """One letter of a pack, as the list names it."""

    number: str
    way: str
    sheets: int
    content: bytes


def is_signed(world: World, content: bytes, signature: bytes) -> bool:
    """Tell whether the consignor signed these bytes."""
    try:
        VerifyKey(world.key("core_sign.pub")).verify(content, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def take(world: World, name: str, sealed: bytes, *, signature: bytes) -> tuple[sqlite3.Row, bool]:
    """Print a pack once; return its row, and whether it is new."""
    digest = fingerprint.digest(sealed)
    sql = "SELECT * FROM print_pack WHERE name = ? OR sealed_digest = ?"
    before = world.memory.row(sql, name, digest)
    if before is not None:
        if (before["name"], before["sealed_digest"]) != (name, digest):
            raise NameTaken
        return before, False
    if not is_signed(world, sealed, signature):
        raise Refused("署名が合いません。")
    if faults.strikes(world.memory, "print.unreadable"):
        raise Refused("開封できません。")
    content = _opened(world, sealed)
    _print(world, name, _listed(name, content), sealed_digest=digest, digest=content)
    kept = world.memory.row("SELECT * FROM print_pack WHERE name = ?", name)
    assert kept is not None
    return kept, True


def _opened(world: World, sealed: bytes) -> bytes:
    try:
        box = SealedBox(PrivateKey(world.key("print_house_box.key")))
        return sodium_unpad(box.decrypt(sealed), STEP)
    except (CryptoError, ValueError, TypeError):
        raise Refused("開封できません。") from None


def _listed(name: str, content: bytes) -> list[Sheet]:
    """Return the letters of a pack whose list fits its files, or refuse the whole pack."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            files = {each: archive.read(each) for each in archive.namelist()}
    except BadZipFile:
        raise Refused("発送単位の形ではありません。") from None
    lines = list(csv.reader(StringIO(files.pop("manifest.csv", b"").decode(), newline="")))
    if len(lines) < 2 or lines[0] != ["H", name]:
        raise Refused("一覧の名前が違います。")
    letters = [_sheet(row, files, record) for record, row in enumerate(lines[1:-1], start=2)]
    if lines[-1] != ["T", str(len(letters)), str(sum(each.sheets for each in letters))]:
        raise Refused(f"{len(lines)}行目の合計が違います。")
    if files:
        raise Refused("一覧にない手紙があります。")
    return letters


def _sheet(row: list[str], files: dict[str, bytes], record: int) -> Sheet:
    _, number, way, sheets, digest = row
    content = files.pop(f"{number}.pdf", b"")
    if fingerprint.digest(content) != digest:
        raise Refused(f"{record}行目「{number}」の要約値が違います。")
    return Sheet(number, way, int(sheets), content)


def _print(
    world: World, name: str, letters: list[Sheet], *, sealed_digest: str, digest: bytes
) -> None:
    printed = letters
    if faults.strikes(world.memory, "print.sheet_missing"):
        printed = letters[:-1]
    on = world.clock.now().date().isoformat()
    with world.memory.together() as connection:
        connection.execute(
            "INSERT INTO print_pack VALUES (?,?,?,?,?)",
            (name, sealed_digest, fingerprint.digest(digest), f"PR{secrets.token_hex(5)}", on),
        )
        for each in printed:
            tracking = f"{secrets.randbelow(10**11):011d}" if each.way == "registered" else ""
            connection.execute(
                "INSERT INTO paper_letter (number, pack, sheets, way, tracking, posted_on, pdf)"
                " VALUES (?,?,?,?,?,?,?)",
                (each.number, name, each.sheets, each.way, tracking, on, each.content),
            )


def delivered(memory: Memory) -> list[sqlite3.Row]:
    """Return the letters that were posted, the newest first."""
    return memory.rows("SELECT * FROM paper_letter ORDER BY rowid DESC")


def letter(memory: Memory, number: str) -> sqlite3.Row | None:
    """Return one letter."""
    return memory.row("SELECT * FROM paper_letter WHERE number = ?", number)


def send_back(memory: Memory, number: str, *, reason: str, now: datetime) -> None:
    """Let a letter come back: nobody is found under its address."""
    memory.write(
        "UPDATE paper_letter SET reason = ?, returned_on = ? WHERE number = ? AND reason = ''",
        reason, now.date().isoformat(), number,
    )  # fmt: skip

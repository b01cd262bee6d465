"""印刷会社の答え — a count for each pack, and a file of what came back since the last one."""

import csv
import sqlite3
from collections.abc import Sequence
from io import StringIO

from nacl.signing import SigningKey

from outside_world import faults
from outside_world.memory import Memory
from outside_world.world import World

TABLES = """
CREATE TABLE IF NOT EXISTS print_answer (
    name TEXT PRIMARY KEY, content BLOB, of TEXT UNIQUE
);
CREATE TABLE IF NOT EXISTS print_return (number TEXT PRIMARY KEY)
"""


def make_due(memory: Memory) -> None:
    """Make a count for every pack that has none, and a file of the letters that came back."""
    sql = (
        "SELECT * FROM print_pack p WHERE NOT EXISTS (SELECT 1 FROM print_answer WHERE of = p.name)"
    )
    for pack in memory.rows(sql):
        _keep(memory, f"C-{pack['name']}.csv", _counts(memory, pack), of=pack["name"])
    back = memory.rows(
        "SELECT * FROM paper_letter WHERE reason <> '' AND number NOT IN"
        " (SELECT number FROM print_return) ORDER BY number"
    )
    if back:
        made = memory.rows("SELECT name FROM print_answer WHERE of LIKE 'R-%'")
        name = f"R-{back[0]['returned_on']}-{len(made) + 1:03d}"
        _keep(memory, f"{name}.csv", _returns(back), of=name)
        for each in back:
            memory.write("INSERT OR IGNORE INTO print_return VALUES (?)", each["number"])


def shelf(memory: Memory) -> list[str]:
    """Return the names of the files that lie ready, the oldest first."""
    make_due(memory)
    return [row["name"] for row in memory.rows("SELECT name FROM print_answer ORDER BY rowid")]


def fetch(world: World, name: str) -> tuple[bytes, bytes] | None:
    """Return a file and the house's signature."""
    found = world.memory.row("SELECT * FROM print_answer WHERE name = ?", name)
    if found is None:
        return None
    content = bytes(found["content"])
    return content, SigningKey(world.key("print_house_sign.key")).sign(content).signature


def _counts(memory: Memory, pack: sqlite3.Row) -> bytes:
    letters = memory.rows("SELECT * FROM paper_letter WHERE pack = ? ORDER BY rowid", pack["name"])
    total = sum(each["sheets"] for each in letters)
    if faults.strikes(memory, "print.wrong_total"):
        total += 1
    return _written(
        [
            ["H", "C", pack["name"], pack["digest"], pack["posted_on"]],
            *(["D", each["number"], each["sheets"], each["tracking"]] for each in letters),
            ["T", len(letters), total],
        ]
    )


def _returns(back: Sequence[sqlite3.Row]) -> bytes:
    return _written(
        [
            ["H", "R"],
            *(["D", each["number"], each["returned_on"], each["reason"]] for each in back),
            ["T", len(back)],
        ]
    )


def _written(lines: list[list[str | int]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode()


def _keep(memory: Memory, name: str, content: bytes, *, of: str) -> None:
    memory.write("INSERT OR IGNORE INTO print_answer VALUES (?,?,?)", name, content, of)

"""結果ファイル — the request given back with its codes and sums, or one of the wrong ones."""

import sqlite3
from datetime import datetime, timedelta

from kyosai.basis import fingerprint
from outside_world import bank_days, faults
from outside_world.bank import layout
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS result (
    name TEXT PRIMARY KEY, request_name TEXT, made_at TEXT UNIQUE, digest TEXT, content BLOB
);
CREATE TABLE IF NOT EXISTS planned_result (
    request_name TEXT, kind TEXT, due_at TEXT, PRIMARY KEY (request_name, kind)
)
"""
FIRST, LATE, FINAL = "first", "late", "final"
_TICK = timedelta(milliseconds=1)


def plan(memory: Memory, request_name: str, *, kind: str, due_at: datetime) -> None:
    """Plan a result file."""
    memory.write(
        "INSERT OR IGNORE INTO planned_result VALUES (?,?,?)",
        request_name,
        kind,
        due_at.isoformat(),
    )


def written(request: sqlite3.Row, codes: str, *, memory: Memory | None = None) -> bytes:
    """Return the result of a request under these codes; with memory, faults may spoil it."""
    lines = layout.records(request["content"])
    answered = [_answered(line, code) for line, code in zip(lines[1:-2], codes, strict=True)]
    head, closing = lines[0], lines[-2:]
    if memory:
        head, answered = _spoiled(head, answered, request, memory)
    codes = "".join(chr(line[layout.RESULT]) for line in answered)
    amounts = [layout.amount(line, record=0) for line in answered]
    tail = layout.trailer(closing[0], amounts=amounts, codes=codes)
    if memory and faults.strikes(memory, "bank.wrong_total"):
        tail = tail[:25] + b"%012d" % (int(tail[25:37]) + 1) + tail[37:]
    return b"".join(line + b"\r\n" for line in (head, *answered, tail, closing[1]))


def keep(memory: Memory, request_name: str, content: bytes, *, now: datetime) -> str:
    """Put a result on the shelf; a second one of the same request gets its own name."""
    with memory.together() as connection:
        count, last = connection.execute(
            "SELECT count(*) FILTER (WHERE request_name = ?), max(made_at) FROM result",
            (request_name,),
        ).fetchone()
        name = _name(request_name, count + 1)
        # Two files of one moment must both be found by whoever asks for what came after the last.
        if last and datetime.fromisoformat(last) >= now:
            now = datetime.fromisoformat(last) + _TICK
        made_at = now.isoformat(timespec="microseconds")
        values = (name, request_name, made_at, fingerprint.digest(content), content)
        connection.execute("INSERT INTO result VALUES (?,?,?,?,?)", values)
    return name


def shelf(memory: Memory, *, since: datetime | None) -> list[dict[str, str]]:
    """Return what lies ready, oldest first."""
    rows = memory.rows("SELECT name, digest, made_at, request_name FROM result ORDER BY made_at")
    return [
        dict(row) for row in rows if since is None or datetime.fromisoformat(row["made_at"]) > since
    ]


def fetch(memory: Memory, name: str) -> sqlite3.Row | None:
    """Return one result file."""
    return memory.row("SELECT * FROM result WHERE name = ?", name)


def _answered(line: bytes, code: str) -> bytes:
    return line[: layout.RESULT] + code.encode() + line[layout.RESULT + 1 :]


def _name(request_name: str, number: int) -> str:
    ending = "-result.dat" if number == 1 else f"-result-{number}.dat"
    return request_name.removesuffix(".dat") + ending


def _spoiled(
    head: bytes, answered: list[bytes], request: sqlite3.Row, memory: Memory
) -> tuple[bytes, list[bytes]]:
    if faults.strikes(memory, "bank.shifted_day"):
        day = bank_days.next_day(datetime.fromisoformat(request["debit_at"]).date())
        head = head[:54] + f"{day:%m%d}".encode() + head[58:]
    if faults.strikes(memory, "bank.code_5"):
        answered = [_answered(answered[0], "5"), *answered[1:]]
    if faults.strikes(memory, "bank.unknown_code"):
        answered = [_answered(answered[0], "Z"), *answered[1:]]
    if faults.strikes(memory, "bank.changed_byte"):
        other = b"A" if answered[0][50:51] != b"A" else b"B"
        answered = [answered[0][:50] + other + answered[0][51:], *answered[1:]]
    if faults.strikes(memory, "bank.missing_record"):
        answered = answered[:-1]
    if faults.strikes(memory, "bank.repeated_record"):
        answered = [*answered, answered[0]]
    return head, answered

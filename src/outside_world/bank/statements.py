"""入出金取引明細 — the entries of a bank day, ready the next bank morning, entries or not."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.business_days import BeyondCalendar
from outside_world import bank_days, faults
from outside_world.bank import channels
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS opened (purpose TEXT PRIMARY KEY, day TEXT);
CREATE TABLE IF NOT EXISTS statement (
    name TEXT PRIMARY KEY, purpose TEXT, day TEXT, made_at TEXT, digest TEXT, content BLOB
)
"""
READY_AT = time(8)
REIWA = 2018  # 令和1年 is 2019.


def make_due(memory: Memory, now: datetime) -> None:
    """Make every statement whose morning has come, the oldest first."""
    for purpose in channels.accounts():
        for day in _days_due(memory, purpose, now):
            name = f"Z03-{purpose}-{day}.dat"
            content = written(memory, purpose, day, spoiled=True)
            _keep(memory, name, purpose, day, content, now=ready_at(day))


def ready_at(day: date) -> datetime:
    """Return when the statement of a bank day is ready."""
    return tokyo.at(bank_days.next_day(day), READY_AT)


def make_again(memory: Memory, name: str, *, now: datetime) -> str:
    """Make a good statement of a day once more, as after a telephone call."""
    row = memory.row("SELECT * FROM statement WHERE name = ?", name)
    if row is None:
        raise LookupError(name)
    day = date.fromisoformat(row["day"])
    content = written(memory, row["purpose"], day, spoiled=False)
    counted = "SELECT count(*) AS n FROM statement WHERE purpose = ? AND day = ?"
    known = memory.row(counted, row["purpose"], row["day"])
    assert known
    again = f"Z03-{row['purpose']}-{day}-{known['n'] + 1}.dat"
    _keep(memory, again, row["purpose"], day, content, now=now)
    return again


def shelf(memory: Memory, *, since: datetime | None) -> list[dict[str, str]]:
    """Return what lies ready, oldest first."""
    rows = memory.rows("SELECT name, digest, made_at FROM statement ORDER BY made_at, name")
    return [
        dict(row) for row in rows if since is None or datetime.fromisoformat(row["made_at"]) > since
    ]


def fetch(memory: Memory, name: str) -> sqlite3.Row | None:
    """Return one statement."""
    return memory.row("SELECT * FROM statement WHERE name = ?", name)


def written(memory: Memory, purpose: str, day: date, *, spoiled: bool) -> bytes:
    """Return the 200-byte records of one account and one day."""
    rows = memory.rows(
        "SELECT * FROM entry WHERE purpose = ? AND booked_on = ? ORDER BY number",
        purpose, day.isoformat(),
    )  # fmt: skip
    before = memory.row(
        "SELECT coalesce(sum(yen), 0) AS yen FROM entry WHERE purpose = ? AND booked_on < ?",
        purpose, day.isoformat(),
    )  # fmt: skip
    assert before
    inward = [row["yen"] for row in rows if row["yen"] > 0]
    outward = [-row["yen"] for row in rows if row["yen"] < 0]
    wrong = 1 if spoiled and faults.strikes(memory, "bank.statement_wrong_total") else 0
    closing = before["yen"] + sum(inward) - sum(outward)
    lines = [
        _header(purpose, day, before["yen"]),
        *(_entry(row) for row in rows),
        f"8{len(inward):06d}{sum(inward) + wrong:013d}{len(outward):06d}{sum(outward):013d}"
        f"{_sign(closing)}{abs(closing):014d}{len(rows):07d}{'':139}",
        f"9{len(rows) + 3:010d}{1:05d}{'':184}",
    ]
    assert {len(line) for line in lines} == {200}
    return b"".join(line.encode("cp932") + b"\r\n" for line in lines)


def _days_due(memory: Memory, purpose: str, now: datetime) -> Iterator[date]:
    if memory.row("SELECT 1 FROM opened WHERE purpose = ?", purpose) is None:
        memory.write("INSERT OR IGNORE INTO opened VALUES (?, ?)", purpose, now.date().isoformat())
    row = memory.row(
        "SELECT coalesce(max(s.day), o.day) AS day, max(s.day) IS NULL AS is_first"
        " FROM opened o LEFT JOIN statement s ON s.purpose = o.purpose WHERE o.purpose = ?",
        purpose,
    )
    assert row
    day = date.fromisoformat(row["day"]) + timedelta(days=0 if row["is_first"] else 1)
    try:
        day = bank_days.calendar().on_or_after(day)
        while ready_at(day) <= now:
            yield day
            day = bank_days.next_day(day)
    except BeyondCalendar:
        return


def _keep(
    memory: Memory, name: str, purpose: str, day: date, content: bytes, *, now: datetime
) -> None:
    memory.write(
        "INSERT INTO statement VALUES (?,?,?,?,?,?)",
        name, purpose, day.isoformat(), now.isoformat(), fingerprint.digest(content), content,
    )  # fmt: skip


def _header(purpose: str, day: date, balance: int) -> str:
    made = bank_days.next_day(day)
    days = "".join(map(_era_day, (made, day, day)))
    number = channels.accounts()[purpose]
    return (
        f"1030{days}9901{'ｻﾝﾌﾟﾙ':15}001{'ﾎﾝﾃﾝ':15}0001{number:0>10}{'ｷﾖｳｻｲ ﾐﾎﾝ':40}"
        f"{_sign(balance)}1{abs(balance):014d}{'':71}"
    )


def _entry(row: sqlite3.Row) -> str:
    day = _era_day(date.fromisoformat(row["booked_on"]))
    way = "1" if row["yen"] > 0 else "2"
    return (
        f"2{row['number']:08d}{day}{day}{way}11{abs(row['yen']):012d}{0:012d}{0:012d}0{0:07d}000"
        f"{0:010d}{row['payer']:48}{'ｻﾝﾌﾟﾙ':15}{'ﾎﾝﾃﾝ':15}{row['narrative']:20}{row['edi']:20} "
    )


def _era_day(day: date) -> str:
    return f"{day.year - REIWA:02d}{day:%m%d}"


def _sign(balance: int) -> str:
    return "1" if balance >= 0 else "2"

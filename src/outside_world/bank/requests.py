"""依頼ファイル — taken whole or refused whole; the same file twice gets the same receipt."""

import re
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kyosai.basis import fingerprint
from outside_world.bank import channels, layout
from outside_world.bank.channels import Channel
from outside_world.bank.layout import FileRefused
from outside_world.memory import Memory
from outside_world.world import CONSIGNOR_CODE

TABLES = """
CREATE TABLE IF NOT EXISTS request (
    name TEXT PRIMARY KEY, digest TEXT UNIQUE, receipt TEXT, received_at TEXT, channel TEXT,
    debit_on TEXT, debit_at TEXT, records INTEGER, total INTEGER, content BLOB, codes TEXT
)
"""
_NAME = re.compile(r"Z91-([a-z]+)-([a-z]+)-(\d{4}-\d\d-\d\d)-\d{2,3}\.dat")
_TOLD = ("receipt", "name", "digest", "received_at", "records", "total")


class NameTaken(Exception):
    """Other bytes under this name, or these bytes under another name."""


@dataclass(frozen=True)
class Checked:
    """A file that passed every check."""

    channel: Channel
    debit_on: date
    records: int
    total: int


def receipt(row: sqlite3.Row) -> dict[str, str | int]:
    """Return what the sender is told of a file."""
    return {name: row[name] for name in _TOLD}


def received_before(memory: Memory, name: str, content: bytes) -> sqlite3.Row | None:
    """Return the row of a file that came before; refuse a name or bytes used otherwise."""
    digest = fingerprint.digest(content)
    found = memory.row("SELECT * FROM request WHERE name = ? OR digest = ?", name, digest)
    if found is None:
        return None
    if (found["name"], found["digest"]) != (name, digest):
        raise NameTaken
    return found


def take(memory: Memory, name: str, content: bytes, *, now: datetime) -> sqlite3.Row:
    """Check and keep a new file; return its row."""
    checked = check(name, content, now=now)
    memory.write(
        "INSERT INTO request VALUES (?,?,?,?,?,?,?,?,?,?,NULL)",
        name, fingerprint.digest(content), f"R{secrets.token_hex(6).upper()}", now.isoformat(),
        checked.channel.key, checked.debit_on.isoformat(),
        channels.debit_at(checked.debit_on).isoformat(), checked.records, checked.total, content,
    )  # fmt: skip
    kept = memory.row("SELECT * FROM request WHERE name = ?", name)
    assert kept is not None
    return kept


def check(name: str, content: bytes, *, now: datetime) -> Checked:
    """Refuse a whole file that breaks a rule; bad single records are answered one by one."""
    purpose, channel, debit_on = _day(name)
    lines = layout.records(content)
    layout.check_order(lines)
    _check_header(lines[0], debit_on)
    _check_account(lines[0], purpose)
    _check_window(channel, purpose, debit_on, now)
    _check_size(channel, lines)
    total = _check_totals(lines[1:-2], lines[-2])
    return Checked(channel, debit_on, len(lines) - 3, total)


def purpose_of(name: str) -> str:
    """Return what a request's money is for: the consignor has an account for each."""
    parts = _NAME.fullmatch(name)
    assert parts, "only a checked request has a purpose"
    return parts[1]


def _day(name: str) -> tuple[str, Channel, date]:
    parts = _NAME.fullmatch(name)
    known = channels.channels()
    if parts is None or parts[2] not in known or parts[1] not in known[parts[2]].days:
        raise FileRefused("ファイル名から経路と引落日が分かりません", field="ファイル名")
    try:
        debit_on = date.fromisoformat(parts[3])
    except ValueError:
        raise FileRefused("ファイル名の引落日が正しくありません", field="ファイル名") from None
    return parts[1], known[parts[2]], debit_on


def _check_header(line: bytes, debit_on: date) -> None:
    if line[1:3] != b"91":
        raise FileRefused("種別コードが91ではありません", record=1, field="種別コード")
    if line[3:4] != b"0":
        raise FileRefused("この窓口が読めるのはJISだけです", record=1, field="コード区分")
    if line[layout.CONSIGNOR] != CONSIGNOR_CODE.encode():
        raise FileRefused("登録されていない委託者です", record=1, field="委託者コード")
    if line[layout.MMDD] != f"{debit_on:%m%d}".encode():
        raise FileRefused("引落日がファイル名と違います", record=1, field="引落日")


def _check_account(line: bytes, purpose: str) -> None:
    if line[layout.CREDITED] != channels.accounts()[purpose].encode():
        raise FileRefused("入金先の口座が契約と違います", record=1, field="口座番号（委託者）")


def _check_size(channel: Channel, lines: Sequence[bytes]) -> None:
    if len(lines) - 3 > channel.most_records:
        raise FileRefused(
            "1ファイルの件数の上限を超えています", record=len(lines) - 1, field="合計件数"
        )


def _check_window(channel: Channel, purpose: str, debit_on: date, now: datetime) -> None:
    if not channel.debits_on(debit_on, purpose=purpose):
        raise FileRefused("この経路の引落日ではありません", record=1, field="引落日")
    if now < channel.opens_at(debit_on):
        raise FileRefused("受付の期間より早すぎます", record=1, field="引落日")
    if now >= channel.closes_at(debit_on):
        raise FileRefused("受付の締切を過ぎています", record=1, field="引落日")


def _check_totals(lines: Sequence[bytes], trailer: bytes) -> int:
    total = sum(layout.amount(line, record=n) for n, line in enumerate(lines, start=2))
    told = trailer[1:7], trailer[7:19]
    if told != (b"%06d" % len(lines), b"%012d" % total):
        raise FileRefused("合計が一致しません", record=len(lines) + 2, field="合計件数・合計金額")
    if trailer[19:55].strip(b"0"):
        raise FileRefused("依頼の振替済・不能は0です", record=len(lines) + 2, field="振替済件数")
    return total

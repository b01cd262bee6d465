"""振込 — pays accounts: files on their day, single ones at once; what fails comes back later."""

import json
import re
import secrets
import sqlite3
from datetime import date, datetime, time
from typing import Any

from kyosai.basis import fingerprint, tokyo
from outside_world import bank_days, faults
from outside_world.bank import accounts, channels, layout, remittances
from outside_world.bank.layout import FileRefused
from outside_world.memory import Memory
from outside_world.world import CONSIGNOR_CODE

TABLES = """
CREATE TABLE IF NOT EXISTS transfer_file (
    name TEXT PRIMARY KEY, digest TEXT UNIQUE, receipt TEXT, received_at TEXT, purpose TEXT,
    pay_on TEXT, records INTEGER, total INTEGER, content BLOB, is_done INTEGER DEFAULT 0
);
CREATE TABLE IF NOT EXISTS payment (
    number TEXT PRIMARY KEY, digest TEXT, purpose TEXT, receipt TEXT, paid_at TEXT, yen INTEGER
);
CREATE TABLE IF NOT EXISTS coming_back (
    number TEXT PRIMARY KEY, purpose TEXT, due_at TEXT, yen INTEGER, is_done INTEGER DEFAULT 0
)
"""
_FILE = re.compile(r"Z21-([a-z]+)-(\d{4}-\d\d-\d\d)-\d{2}\.dat")
_PAYMENT = re.compile(r"P-\d{8}-\d{2}")
FILES_UNTIL = time(15)  # on the bank day before the day of payment
FILES_PAID_AT = time(9)
OPENS, CLOSES = time(8, 30), time(18)
PAYER = "ｷﾖｳｻｲ ﾐﾎﾝ"
_FIELDS = {"purpose", "bank_code", "branch_code", "account_kind", "account_number", "payee", "yen"}


class Closed(Exception):
    """The instant rail is open on bank days from half past eight to six."""


class Refused(Exception):
    """A payment the bank will not make: why, and because of which field."""

    def __init__(self, reason: str, *, field: str) -> None:
        self.reason, self.field = reason, field
        super().__init__(reason)


class NameTaken(Exception):
    """Other bytes under this name, or these bytes under another name."""


def check_account(wish: dict[str, Any]) -> str:
    """Answer 口座照会: 0 there, 1 no such account, 2 another name, 9 cannot be told."""
    number = str(wish.get("account_number", ""))
    bank, branch = str(wish.get("bank_code", "")), str(wish.get("branch_code", ""))
    if not (re.fullmatch(r"\d{7}", number) and re.fullmatch(r"\d{4}", bank)):
        return "9"
    if number == "0000000" or bank == "0000" or branch == "999":
        return "1"
    return {"no_account": "1", "other_name": "2"}.get(_transfer(number), "0")


def pay(memory: Memory, number: str, content: bytes, *, now: datetime) -> dict[str, str]:
    """Pay one account at once; the same again gets the same receipt."""
    digest = fingerprint.digest(content)
    known = memory.row("SELECT * FROM payment WHERE number = ?", number)
    if known is not None:
        if known["digest"] != digest:
            raise NameTaken
        return _paid(known)
    wish = _checked(number, content)
    if not bank_days.is_open(now.date()) or not OPENS <= now.time() < CLOSES:
        raise Closed
    if check_account(wish) == "1":
        raise Refused("該当する口座がありません", field="account_number")
    row = (number, digest, wish["purpose"], f"P{secrets.token_hex(6).upper()}", now.isoformat())
    if memory.write("INSERT OR IGNORE INTO payment VALUES (?,?,?,?,?,?)", *row, wish["yen"]):
        _debit(memory, wish["purpose"], now.date(), wish["yen"], edi=number)
        if _transfer(wish["account_number"]) == "returned":
            _plan_return(memory, number, wish["purpose"], wish["yen"], now.date())
    made = memory.row("SELECT * FROM payment WHERE number = ?", number)
    assert made
    return _paid(made)


def take(memory: Memory, name: str, content: bytes, *, now: datetime) -> tuple[sqlite3.Row, bool]:
    """Take a file whole or refuse it whole; return its row, and whether it is new."""
    digest = fingerprint.digest(content)
    known = memory.row("SELECT * FROM transfer_file WHERE name = ? OR digest = ?", name, digest)
    if known is not None:
        if (known["name"], known["digest"]) != (name, digest):
            raise NameTaken
        return known, False
    purpose, pay_on, lines, total = _file(name, content, now=now)
    memory.write(
        "INSERT OR IGNORE INTO transfer_file VALUES (?,?,?,?,?,?,?,?,?,0)",
        name, digest, f"F{secrets.token_hex(6).upper()}", now.isoformat(), purpose,
        pay_on.isoformat(), len(lines), total, content,
    )  # fmt: skip
    kept = memory.row("SELECT * FROM transfer_file WHERE name = ?", name)
    assert kept
    return kept, True


def pay_due(memory: Memory, now: datetime) -> None:
    """Pay the files whose day has come, and give back what found no account."""
    for row in memory.rows("SELECT * FROM transfer_file WHERE NOT is_done ORDER BY pay_on, name"):
        pay_on = date.fromisoformat(row["pay_on"])
        if tokyo.at(pay_on, FILES_PAID_AT) <= now:
            memory.write("UPDATE transfer_file SET is_done = 1 WHERE name = ?", row["name"])
            _pay_file(memory, row, pay_on)
    due = "SELECT * FROM coming_back WHERE NOT is_done AND due_at <= ? ORDER BY due_at, number"
    for row in memory.rows(due, now.isoformat()):
        memory.write("UPDATE coming_back SET is_done = 1 WHERE number = ?", row["number"])
        remittances.credit(
            memory,
            purpose=row["purpose"],
            day=datetime.fromisoformat(row["due_at"]).date(),
            yen=row["yen"],
            payer=PAYER,
            edi=f"R21-{row['number']}",
            narrative="ｼｷﾝﾍﾝｷﾔｸ",
        )


def following(memory: Memory) -> datetime | None:
    """Return the next moment at which a file is paid or money comes back."""
    files = memory.row("SELECT min(pay_on) AS day FROM transfer_file WHERE NOT is_done")
    back = memory.row("SELECT min(due_at) AS at FROM coming_back WHERE NOT is_done")
    moments = []
    if files and files["day"]:
        moments.append(tokyo.at(date.fromisoformat(files["day"]), FILES_PAID_AT))
    if back and back["at"]:
        moments.append(datetime.fromisoformat(back["at"]))
    return min(moments, default=None)


def _checked(number: str, content: bytes) -> dict[str, Any]:
    try:
        wish = json.loads(content)
    except ValueError:
        raise Refused("内容を読めません", field="body") from None
    if not _PAYMENT.fullmatch(number) or not isinstance(wish, dict) or set(wish) != _FIELDS:
        raise Refused("項目が足りないか、多すぎます", field="body")
    if wish["purpose"] not in channels.accounts():
        raise Refused("契約のない口座です", field="purpose")
    if type(wish["yen"]) is not int or not 0 < wish["yen"] < 10**10:
        raise Refused("金額が正しくありません", field="yen")
    return wish


def _file(name: str, content: bytes, *, now: datetime) -> tuple[str, date, list[bytes], int]:
    parts = _FILE.fullmatch(name)
    if parts is None or parts[1] not in channels.accounts():
        raise FileRefused("ファイル名から口座と支払日が分かりません", field="ファイル名")
    pay_on = date.fromisoformat(parts[2])
    lines = layout.records(content)
    layout.check_order(lines)
    head, data, trailer = lines[0], list(lines[1:-2]), lines[-2]
    if head[1:3] != b"21" or head[layout.CONSIGNOR] != CONSIGNOR_CODE.encode():
        raise FileRefused("種別コードか振込依頼人コードが違います", record=1, field="種別コード")
    if head[layout.MMDD] != f"{pay_on:%m%d}".encode():
        raise FileRefused("取組日がファイル名と違います", record=1, field="取組日")
    if head[layout.CREDITED] != channels.accounts()[parts[1]].encode():
        raise FileRefused("出金の口座が契約と違います", record=1, field="口座番号（依頼人）")
    until = bank_days.shifted(pay_on, -1) if bank_days.is_open(pay_on) else None
    if until is None or now >= tokyo.at(until, FILES_UNTIL):
        raise FileRefused("受付の締切を過ぎています", record=1, field="取組日")
    total = sum(layout.amount(line, record=n) for n, line in enumerate(data, start=2))
    if (trailer[1:7], trailer[7:19]) != (b"%06d" % len(data), b"%012d" % total):
        raise FileRefused("合計が一致しません", record=len(data) + 2, field="合計件数・合計金額")
    return parts[1], pay_on, data, total


def _pay_file(memory: Memory, row: sqlite3.Row, pay_on: date) -> None:
    edi = f"Z21-{row['purpose'][0].upper()}-{pay_on:%Y%m%d}-{row['name'][-6:-4]}"
    _debit(memory, row["purpose"], pay_on, row["total"], edi=edi)
    for line in layout.records(row["content"])[1:-2]:
        number = line[layout.NUMBER].decode()
        if _transfer(number) in ("returned", "no_account") or faults.strikes(
            memory, "bank.transfer_returned"
        ):
            digits = line[layout.CUSTOMER].decode()[-10:]
            payment = f"P-{digits[:8]}-{digits[8:]}"
            yen = layout.amount(line, record=0)
            _plan_return(memory, payment, row["purpose"], yen, pay_on)


def _plan_return(memory: Memory, number: str, purpose: str, yen: int, paid_on: date) -> None:
    due = tokyo.at(bank_days.next_day(paid_on), FILES_PAID_AT)
    memory.write(
        "INSERT OR IGNORE INTO coming_back VALUES (?,?,?,?,0)",
        number, purpose, due.isoformat(), yen,
    )  # fmt: skip


def _debit(memory: Memory, purpose: str, day: date, yen: int, *, edi: str) -> None:
    remittances.credit(
        memory, purpose=purpose, day=day, yen=-yen, payer=PAYER, edi=edi, narrative="ﾌﾘｺﾐ"
    )


def _transfer(number: str) -> str:
    sample = accounts.samples().get(number)
    return sample.transfer if sample else "paid"


def _paid(row: sqlite3.Row) -> dict[str, str]:
    told = {"number": row["number"], "digest": row["digest"]}
    return told | {"receipt": row["receipt"], "paid_at": row["paid_at"]}

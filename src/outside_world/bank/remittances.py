"""入金 — what was debited for the consignor is credited to its account on the channel's day."""

import sqlite3
from datetime import date, datetime, timedelta

from kyosai.basis import tokyo
from outside_world import bank_days, faults
from outside_world.bank import channels, layout, requests
from outside_world.bank.channels import DEBIT_AT, Channel
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS remittance (
    purpose TEXT, channel TEXT, debit_on TEXT, due_at TEXT, yen INTEGER, is_done INTEGER DEFAULT 0,
    PRIMARY KEY (purpose, channel, debit_on)
);
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY, purpose TEXT, booked_on TEXT, yen INTEGER, payer TEXT,
    narrative TEXT, edi TEXT
)
"""
AFTER_DEBIT = timedelta(hours=1)


def plan(memory: Memory, request: sqlite3.Row, codes: str) -> None:
    """Add what a file's accounts paid to the day's remittance; pending ones do pay."""
    channel = channels.channels()[request["channel"]]
    debit_on = date.fromisoformat(request["debit_on"])
    lines = layout.records(request["content"])[1:-2]
    answered = zip(lines, codes, strict=True)
    paid = sum(layout.amount(line, record=0) for line, code in answered if code in "0N")
    due_at = credited_at(channel, debit_on).isoformat()
    memory.write(
        "INSERT INTO remittance (purpose, channel, debit_on, due_at, yen) VALUES (?,?,?,?,?)"
        " ON CONFLICT DO UPDATE SET yen = yen + excluded.yen",
        requests.purpose_of(request["name"]), channel.key, request["debit_on"], due_at, paid,
    )  # fmt: skip


def credited_at(channel: Channel, debit_on: date) -> datetime:
    """Return the moment a day's debits are credited."""
    day = bank_days.shifted(debit_on, channel.remitted_days_after)
    return tokyo.at(day, DEBIT_AT) + AFTER_DEBIT


def credit_due(memory: Memory, now: datetime) -> None:
    """Credit what is due, unless a fault has it late, lost or one yen short."""
    due = "SELECT * FROM remittance WHERE NOT is_done AND due_at <= ? ORDER BY due_at, purpose"
    for row in memory.rows(due, now.isoformat()):
        key = (row["purpose"], row["channel"], row["debit_on"])
        where = "WHERE purpose = ? AND channel = ? AND debit_on = ?"
        if faults.strikes(memory, "bank.remittance_late"):
            later = bank_days.next_day(datetime.fromisoformat(row["due_at"]).date())
            moment = tokyo.at(later, DEBIT_AT) + AFTER_DEBIT
            memory.write(f"UPDATE remittance SET due_at = ? {where}", moment.isoformat(), *key)
            continue
        if not faults.strikes(memory, "bank.remittance_missing"):
            _credit(memory, row)
        memory.write(f"UPDATE remittance SET is_done = 1 {where}", *key)


def credit(
    memory: Memory, *, purpose: str, day: date, yen: int, payer: str, edi: str = "",
    narrative: str = "",
) -> None:  # fmt: skip
    """Credit (or, below nothing, debit) an account of the consignor."""
    told = narrative or ("ｺｳｻﾞﾌﾘｶｴ" if edi else "ﾌﾘｺﾐ")
    memory.write(
        "INSERT INTO entry (purpose, booked_on, yen, payer, narrative, edi) VALUES (?,?,?,?,?,?)",
        purpose, day.isoformat(), yen, payer, told, edi,
    )  # fmt: skip


def _credit(memory: Memory, row: sqlite3.Row) -> None:
    less = 1 if faults.strikes(memory, "bank.remittance_wrong") else 0
    if row["yen"] - less <= 0:
        return
    channel = channels.channels()[row["channel"]]
    credit(
        memory,
        purpose=row["purpose"],
        day=datetime.fromisoformat(row["due_at"]).date(),
        yen=row["yen"] - less,
        payer=channel.payer,
        edi=f"Z91-{channel.key.upper()}-{row['debit_on'].replace('-', '')}",
    )

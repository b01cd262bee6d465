"""紙の依頼書 — mandates on paper, which the bank answers after its weeks, on a day of its own."""

import secrets
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from kyosai.basis import parameters
from outside_world import bank_days, faults
from outside_world.bank import accounts
from outside_world.hub import banks, mandates
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS paper (
    paper_id TEXT PRIMARY KEY, request_id TEXT UNIQUE, customer_no TEXT, name_kana TEXT,
    bank_code TEXT, branch_code TEXT, acct_type TEXT, acct_no TEXT,
    code TEXT NOT NULL, decided_on TEXT NOT NULL, received_at TEXT NOT NULL
)
"""
GIVEN = ("request_id", "customer_no", "name_kana", "bank_code", "branch_code", "acct_type",
         "acct_no")  # fmt: skip
NO_SUCH_ACCOUNT, WRONG_SEAL, LEFT_BLANK = "13", "16", "17"
_SWITCHED = (("paper.wrong_seal", WRONG_SEAL), ("paper.left_blank", LEFT_BLANK))
NEVER = ""


def take(memory: Memory, fields: Mapping[str, str], *, now: datetime) -> tuple[sqlite3.Row, bool]:
    """Take a paper, and settle what the bank will say on which day; tell whether it is new."""
    before = _known(memory, fields["request_id"])
    if before is not None:
        if any(before[name] != fields[name] for name in GIVEN):
            raise mandates.SeenBefore
        return before, False
    values = [fields[name] for name in GIVEN]
    code, day = _answer(memory, fields), _day(memory, fields, now=now)
    memory.write(
        f"INSERT INTO paper (paper_id, code, decided_on, received_at, {', '.join(GIVEN)})"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        f"P{secrets.token_hex(8)}", code, day, now.isoformat(), *values,
    )  # fmt: skip
    taken = _known(memory, fields["request_id"])
    assert taken is not None
    return taken, True


def of_day(memory: Memory, day: date) -> list[sqlite3.Row]:
    """Return what banks answered on a day."""
    sql = "SELECT * FROM paper WHERE decided_on = ? ORDER BY received_at, rowid"
    return memory.rows(sql, day.isoformat())


def _known(memory: Memory, request_id: str) -> sqlite3.Row | None:
    return memory.row("SELECT * FROM paper WHERE request_id = ?", request_id)


def _answer(memory: Memory, fields: Mapping[str, str]) -> str:
    """Return what the bank says of a paper: by a fault, by the sample number, else registered."""
    for name, code in _SWITCHED:
        if faults.strikes(memory, name):
            return code
    if fields["bank_code"] not in banks.all_banks():
        return NO_SUCH_ACCOUNT
    sample = accounts.samples().get(fields["acct_no"])
    return sample.paper if sample else mandates.REGISTERED


def _day(memory: Memory, fields: Mapping[str, str], *, now: datetime) -> str:
    """Return the bank day of the answer; a paper that gets lost has none."""
    if faults.strikes(memory, "paper.lost"):
        return NEVER
    facts = parameters.table(__package__, "papers")
    shortest, longest = facts["shortest_days"], facts["longest_days"]
    days = shortest + int(fields["customer_no"][-4:]) % (longest - shortest + 1)
    return bank_days.calendar().on_or_after(now.date() + timedelta(days=days)).isoformat()

"""依頼 — every mandate the hub has taken, and what became of it."""

import secrets
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS mandate (
    mandate_id TEXT PRIMARY KEY, request_id TEXT UNIQUE, customer_no TEXT, name_kana TEXT,
    name_kanji TEXT, return_url TEXT, notify_url TEXT, bank_code TEXT DEFAULT '',
    branch_code TEXT DEFAULT '', acct_type TEXT DEFAULT '', acct_no TEXT DEFAULT '',
    status TEXT DEFAULT 'PENDING', code TEXT DEFAULT '', late_code TEXT DEFAULT '',
    decided_on TEXT DEFAULT '', hub_day TEXT DEFAULT '',
    expires_at TEXT NOT NULL, changed_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS mandate_day ON mandate (hub_day)
"""
LIVES = timedelta(minutes=30)
DAY_ENDS = time(16)  # so that a cut-off at 16:00 knows every account registered before it
REGISTERED, UNKNOWN_YET, TWICE = "00", "32", "41"
CANCELLED = ("21", "22")
_GIVEN = ("request_id", "customer_no", "name_kana", "name_kanji", "return_url", "notify_url")


class SeenBefore(Exception):
    """This request number was used before."""


def begin(memory: Memory, fields: Mapping[str, str], *, now: datetime) -> sqlite3.Row:
    """Keep a new mandate, open for half an hour."""
    mandate_id = f"M{secrets.token_hex(8)}"
    values = [fields[name] for name in _GIVEN] + [fields.get("bank_code", "")]
    try:
        memory.write(
            f"INSERT INTO mandate (mandate_id, expires_at, changed_at, {', '.join(_GIVEN)},"
            " bank_code) VALUES (?,?,?,?,?,?,?,?,?,?)",
            mandate_id, (now + LIVES).isoformat(), now.isoformat(), *values,
        )  # fmt: skip
    except sqlite3.IntegrityError:
        raise SeenBefore from None
    return known(memory, mandate_id, now=now)


def known(memory: Memory, mandate_id: str, *, now: datetime) -> sqlite3.Row:
    """Return a mandate as it stands now, or raise LookupError."""
    _let_time_pass(memory, now)
    found = memory.row("SELECT * FROM mandate WHERE mandate_id = ?", mandate_id)
    if found is None:
        raise LookupError(mandate_id)
    return found


def choose(memory: Memory, mandate_id: str, **chosen: str) -> None:
    """Note the bank or the account that was chosen, while the mandate is open."""
    columns = ", ".join(f"{name} = ?" for name in chosen)
    memory.write(
        f"UPDATE mandate SET {columns} WHERE mandate_id = ? AND status = 'PENDING' AND code = ''",
        *chosen.values(), mandate_id,
    )  # fmt: skip


def decide(
    memory: Memory, mandate_id: str, *, code: str, now: datetime, late_code: str = ""
) -> bool:
    """Note the outcome once; tell whether this was the first."""
    return memory.write(
        "UPDATE mandate SET status = ?, code = ?, late_code = ?, decided_on = ?,"
        " hub_day = ?, changed_at = ?"
        " WHERE mandate_id = ? AND status = 'PENDING' AND code = ''",
        _status(code), code, late_code, now.date().isoformat(),
        hub_day(now).isoformat(), now.isoformat(), mandate_id,
    ) == 1  # fmt: skip


def is_registered_already(memory: Memory, mandate: sqlite3.Row) -> bool:
    """Tell whether another mandate of the same customer number stands registered."""
    sql = "SELECT 1 FROM mandate WHERE customer_no = ? AND mandate_id <> ? AND code = '00'"
    return memory.row(sql, mandate["customer_no"], mandate["mandate_id"]) is not None


def of_day(memory: Memory, day: date, *, now: datetime) -> list[sqlite3.Row]:
    """Return what was decided on a hub day that is over, in order."""
    _let_time_pass(memory, now)
    sql = "SELECT * FROM mandate WHERE hub_day = ? AND code <> '' ORDER BY changed_at, rowid"
    return memory.rows(sql, day.isoformat())


def hub_day(moment: datetime) -> date:
    """Return the day whose file tells of a moment: from 16:00 on it is the next one's."""
    is_late = moment.timetz().replace(tzinfo=None) >= DAY_ENDS
    return moment.date() + timedelta(days=int(is_late))


def is_open(mandate: sqlite3.Row) -> bool:
    """Tell whether the person may still go on with it."""
    return (mandate["status"], mandate["code"]) == ("PENDING", "")


def is_decided(mandate: sqlite3.Row) -> bool:
    """Tell whether the outcome is known for good."""
    return str(mandate["status"]) != "PENDING"


def _let_time_pass(memory: Memory, now: datetime) -> None:
    """Close what was left open too long; after its hub day learn what a silent bank had done."""
    memory.write(
        "UPDATE mandate SET status = 'EXPIRED', changed_at = expires_at"
        " WHERE status = 'PENDING' AND code = '' AND expires_at < ?",
        now.isoformat(),
    )
    memory.write(
        "UPDATE mandate SET code = late_code,"
        " status = CASE late_code WHEN '00' THEN 'REGISTERED' ELSE 'REFUSED' END"
        " WHERE status = 'PENDING' AND code = '32' AND hub_day < ?",
        hub_day(now).isoformat(),
    )


def _status(code: str) -> str:
    if code in CANCELLED:
        return "CANCELLED"
    return {REGISTERED: "REGISTERED", UNKNOWN_YET: "PENDING"}.get(code, "REFUSED")

"""口座 — which account answers what: fixed sample numbers, and states set by hand."""

from dataclasses import dataclass
from functools import cache

from kyosai.basis import parameters
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS account (
    bank_code TEXT, branch_code TEXT, acct_type TEXT, acct_no TEXT, state TEXT NOT NULL,
    remaining INTEGER NOT NULL, PRIMARY KEY (bank_code, branch_code, acct_type, acct_no)
)
"""
CODES = {
    "ok": "0",
    "short": "1",
    "closed": "2",
    "stopped": "3",
    "no_mandate": "4",
    "unused_code": "5",
    "consignor_stopped": "8",
    "other": "9",
    "no_answer": "N",
    "not_requested": "E",
}
WORDS = {
    "ok": "引き落とせる",
    "short": "資金不足",
    "closed": "預金取引なし",
    "stopped": "預金者の都合で停止",
    "no_mandate": "依頼書なし",
    "unused_code": "欠番のコード",
    "consignor_stopped": "委託者の都合で停止",
    "other": "その他",
    "no_answer": "結果未着",
    "not_requested": "請求不能",
}
UNTIL_CHANGED = -1
Account = tuple[str, str, str, str]  # bank, branch, kind, number


@dataclass(frozen=True)
class SampleAccount:
    """A number that answers the same in every bank and branch."""

    number: str
    registration: str
    debit: str
    about: str
    late: str = ""
    paper: str = "00"
    transfer: str = "paid"


@cache
def samples() -> dict[str, SampleAccount]:
    """Return the sample accounts by number."""
    rows = parameters.table(__package__, "sample_accounts")["account"]
    return {row["number"]: SampleAccount(**row) for row in rows}


def set_state(memory: Memory, account: Account, *, state: str, times: int = UNTIL_CHANGED) -> None:
    """Let one account answer so, for so many debits or until it is changed."""
    assert state in CODES
    memory.write("INSERT OR REPLACE INTO account VALUES (?,?,?,?,?,?)", *account, state, times)


def states(memory: Memory) -> dict[Account, str]:
    """Return the states set by hand that still hold."""
    rows = memory.rows("SELECT * FROM account WHERE remaining <> 0")
    return {(r[0], r[1], r[2], r[3]): r["state"] for r in rows}


def count_down(memory: Memory, debited: list[Account]) -> None:
    """Use up one turn of every counted state that has just answered."""
    with memory.together() as connection:
        connection.executemany(
            "UPDATE account SET remaining = remaining - 1 WHERE remaining > 0"
            " AND (bank_code, branch_code, acct_type, acct_no) = (?, ?, ?, ?)",
            debited,
        )

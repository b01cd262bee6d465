"""What the books show, read as they grow: a copy of the journal kept by one who distrusts it."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import connection

from kyosai.basis.months import Month


def rows(sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
    """Ask the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


class Seen:
    """Sums and keys of everything posted so far."""

    def __init__(self) -> None:
        self.posted_in = 0
        self.accounts: Counter[str] = Counter()
        self.kinds: Counter[tuple[str, str]] = Counter()
        self.collected: dict[tuple[str, Month], int] = {}
        self.twice: list[tuple[str, Month]] = []
        self.keys = 0

    def read_on(self) -> int:
        """Read what was posted since the last look; return how many rows."""
        found = rows(
            "SELECT posted_in, key, kind, contract, debit, credit, yen FROM ledger_transfer"
            " WHERE posted_in > %s ORDER BY posted_in",
            [self.posted_in],
        )
        for posted_in, key, kind, contract, debit, credit, yen in found:
            self.posted_in = max(self.posted_in, posted_in)
            self.accounts[_family(debit, contract)] += yen
            self.accounts[_family(credit, contract)] -= yen
            self.kinds[kind, debit.split(":")[1] if kind.endswith("d") else ""] += yen
            if kind == "premium_collected":
                self._collect(contract, Month.parse(key.rsplit(":", 1)[1]), yen)
        self.keys += len(found)
        return len(found)

    def _collect(self, contract: str, month: Month, yen: int) -> None:
        if (contract, month) in self.collected:
            self.twice.append((contract, month))
        self.collected[contract, month] = yen


def _family(account: str, contract: str) -> str:
    return account.removesuffix(f":{contract}") if contract else account


def requests(cycle: str) -> dict[str, tuple[str, tuple[Month, ...], int]]:
    """Return whom a cycle asks: by customer number, the contract, the months and the yen."""
    found = rows(
        "SELECT customer_no, contract_id, months, yen FROM debit_request WHERE cycle_id = %s",
        [cycle],
    )
    return {no: (who, tuple(map(Month.of, months)), yen) for no, who, months, yen in found}


def left_out(cycle: str) -> dict[str, str]:
    """Return whom a cycle left out, and why."""
    return dict(rows("SELECT contract_id, reason FROM debit_left_out WHERE cycle_id = %s", [cycle]))


def dues() -> dict[tuple[str, Month], tuple[int, date]]:
    """Return every month owed, with its yen and the day it was promised for."""
    found = rows("SELECT contract_id, month, yen, debit_on FROM premium_due")
    return {(who, Month.of(month)): (yen, on) for who, month, yen, on in found}


def arrears() -> dict[tuple[str, Month], tuple[int, int, Month]]:
    """Return every month in arrears: its yen, how often it failed, and when it is asked again."""
    found = rows("SELECT contract_id, month, yen, failures, ask_again_in FROM premium_arrear")
    return {
        (who, Month.of(month)): (yen, failures, Month.of(again))
        for who, month, yen, failures, again in found
    }


def released() -> dict[tuple[str, Month], str]:
    """Return the months that are owed no more, and whether they were waived or paid back."""
    found = rows("SELECT contract_id, month, kind FROM premium_released")
    return {(who, Month.of(month)): kind for who, month, kind in found}


def sums() -> dict[str, int]:
    """Return what is owed, in arrears, waived and refunded in all, in yen."""
    names = ("owed", "arrears", "waived", "refunded", "notices", "unconfirmed")
    (found,) = rows(SUMS)
    return dict(zip(names, map(int, found), strict=True))


SUMS = """
SELECT (SELECT coalesce(sum(yen), 0) FROM premium_due),
    (SELECT coalesce(sum(yen), 0) FROM premium_arrear),
    (SELECT coalesce(sum(yen), 0) FROM premium_released WHERE kind = 'waived'),
    (SELECT coalesce(sum(yen), 0) FROM premium_released WHERE kind = 'refunded'),
    (SELECT count(*) FROM notice),
    (SELECT count(*) FROM debit_cycle WHERE settled_at IS NOT NULL AND confirmed_at IS NULL)
"""


def notices() -> list[tuple[str, str, str, datetime, str]]:
    """Return every notice: its key, contract, kind, moment and text."""
    return rows("SELECT key, contract_id, kind, at, body FROM notice ORDER BY at, key")

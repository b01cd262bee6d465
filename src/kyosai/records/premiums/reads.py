"""掛金の照会 — how each month of a contract stands, in the words its holder reads."""

from datetime import date
from typing import Any, Literal

from django.db import connection

from kyosai.basis import era, tokyo
from kyosai.basis.months import Month

State = Literal["scheduled", "requested", "paid", "failed", "waived", "refunded"]


def of_contract(contract: str) -> list[dict[str, Any]]:
    """Return every month a contract owes, the oldest first.

    ``debit_on`` is the newest day it was, or is to be, debited; ``confirmed_on`` the day on which
    a payment was posted.
    """
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, {"contract": contract})
        return [_premium(*row) for row in cursor]


# A request is found by its cycle: one look for each debit day since the contract was formed.
MONTHS = """
WITH asked AS (
    SELECT DISTINCT ON (x.month) x.month, y.debit_on, s.code, s.settled_at
    FROM contract c
    JOIN debit_cycle y ON y.scheme = c.scheme AND y.debit_on >= c.formed_on
    JOIN debit_request r ON r.cycle_id = y.key AND r.contract_id = c.number
    LEFT JOIN debit_result s
        ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
    CROSS JOIN unnest(r.months) AS x (month)
    WHERE c.number = %(contract)s
    ORDER BY x.month, y.debit_on DESC
), owed AS (
    SELECT d.* FROM contract c
    CROSS JOIN generate_series(
        date_trunc('month', c.formed_on), (SELECT max(month) FROM premium_due), interval '1 month'
    ) AS g (month)
    JOIN premium_due d ON d.month = g.month::date AND d.contract_id = c.number
    WHERE c.number = %(contract)s
)
SELECT d.month, d.yen, d.due_on, d.debit_on, asked.debit_on, asked.code, asked.settled_at,
    a.month IS NOT NULL AND a.asked_in_id IS NULL, a.code, g.kind
FROM owed d
LEFT JOIN premium_arrear a ON a.contract_id = d.contract_id AND a.month = d.month
LEFT JOIN asked ON asked.month = d.month
LEFT JOIN premium_released g ON g.month = d.month AND g.contract_id = d.contract_id
ORDER BY d.month
"""


def _premium(*row: Any) -> dict[str, Any]:
    month, yen, due_on, promised_on, asked_on, code, settled_at, waits, failure, released = row
    debit_on = asked_on or promised_on
    state = released or _state(is_asked=asked_on is not None, code=code, waits=waits)
    return {
        "month": month,
        "yen": yen,
        "due_on": due_on,
        "state": state,
        "debit_on": debit_on,
        "confirmed_on": tokyo.in_tokyo(settled_at).date() if state == "paid" else None,
        "words": _words(Month.of(month), state, debit_on, was_asked=bool(failure)),
    }


def _state(*, is_asked: bool, code: str | None, waits: bool) -> State:
    if code == "0":
        return "paid"
    if waits:
        return "failed"
    return "requested" if is_asked and code is None else "scheduled"


def _words(month: Month, state: State, debit_on: date, *, was_asked: bool) -> str:
    day = era.on_screen(debit_on)
    told = {
        "paid": "納付済み",
        "requested": f"銀行に依頼済み（引き落とし日 {day}）",
        "failed": "引き落とせませんでした" if was_asked else "まだ引き落としていません",
        "scheduled": f"{day}に引き落とす予定",
        "waived": "納付の必要がなくなりました",
        "refunded": "納付の必要がなくなったため、お返しします",
    }
    return f"{month.month}月分 {told[state]}"

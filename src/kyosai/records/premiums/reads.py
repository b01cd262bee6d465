"""掛金の照会 — how each month of a contract stands, in the words its holder reads."""

from datetime import date
from typing import Any, Literal

from django.db import connection

from kyosai.basis import era, tokyo
from kyosai.basis.months import Month

State = Literal["scheduled", "requested", "paid", "failed"]


def of_contract(contract: str) -> list[dict[str, Any]]:
    """Return every month a contract owes, the oldest first.

    ``debit_on`` is the newest day it was, or is to be, debited; ``confirmed_on`` the day on which
    a payment was posted.
    """
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, [contract])
        return [_premium(*row) for row in cursor]


MONTHS = """
SELECT d.month, d.yen, d.due_on, d.debit_on, asked.debit_on, asked.code, asked.settled_at,
    a.month IS NOT NULL AND a.asked_in_id IS NULL, a.code
FROM premium_due d
LEFT JOIN premium_arrear a ON a.contract_id = d.contract_id AND a.month = d.month
LEFT JOIN LATERAL (
    SELECT y.debit_on, s.code, s.settled_at FROM debit_request r
    JOIN debit_cycle y ON y.key = r.cycle_id
    LEFT JOIN debit_result s
        ON s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
    WHERE r.contract_id = d.contract_id AND d.month = ANY (r.months)
    ORDER BY y.debit_on DESC LIMIT 1
) asked ON true
WHERE d.contract_id = %s ORDER BY d.month
"""


def _premium(*row: Any) -> dict[str, Any]:
    month, yen, due_on, promised_on, asked_on, code, settled_at, waits, failure = row
    debit_on = asked_on or promised_on
    state = _state(is_asked=asked_on is not None, code=code, waits=waits)
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
    }
    return f"{month.month}月分 {told[state]}"

"""納付期限の延長の記録 — months put off by order, and the dues and arrears that wait with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kyosai.basis.months import Month
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Waits:
    """A month, its later due date, and the month and the day of the debit that asks for it."""

    month: Month
    due_on: date
    asked_in: Month
    debit_on: date


def putting_off(contract: str, *, order: str, waits: Iterable[Waits]) -> tuple[Statement, ...]:
    """Put months off: those to come, those scheduled and never asked, and those that failed."""
    rows = list(waits)
    places = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    values = [
        value
        for each in rows
        for value in (
            contract,
            each.month.first_day,
            each.due_on,
            each.asked_in.first_day,
            each.debit_on,
            order,
        )
    ]
    noted = (f"{INSERT} VALUES {places}", values)
    return noted, *((sql, [order, contract]) for sql in FOLLOWS)


INSERT = """
INSERT INTO contract_deferral (contract_id, month, due_on, asked_in, debit_on, order_key)
"""
_THEIRS = "f.order_key = %s AND f.contract_id = {one}"
# What has been asked for before keeps its debit day: only its due date and the next asking move.
WAS_ASKED = """
EXISTS (SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month)
"""
DUES = """
UPDATE premium_due d SET due_on = f.due_on,
    debit_on = CASE WHEN {was_asked} THEN d.debit_on ELSE f.debit_on END
FROM contract_deferral f WHERE {theirs}
AND d.contract_id = f.contract_id AND d.month = f.month AND d.due_on < f.due_on
"""
ARREARS = """
UPDATE premium_arrear a SET ask_again_in = f.asked_in
FROM contract_deferral f WHERE {theirs}
AND a.contract_id = f.contract_id AND a.month = f.month
AND a.asked_in_id IS NULL AND a.ask_again_in < f.asked_in
"""
FOLLOWS = tuple(
    each.format(theirs=_THEIRS.format(one="%s"), was_asked=WAS_ASKED) for each in (DUES, ARREARS)
)

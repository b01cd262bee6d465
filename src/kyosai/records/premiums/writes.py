"""掛金の記録 — what a new contract owes first."""

from collections.abc import Iterable
from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.one_trip import Statement
from kyosai.schemes import both

INSERT_TOTAL = "INSERT INTO premium_total (contract_id, owed, used) VALUES (%s, %s, 0)"
INSERT_DUES = "INSERT INTO premium_due (contract_id, month, yen, due_on, debit_on) VALUES "


def due_rows(
    contract: str,
    *,
    scheme: str,
    formed_on: date,
    months: Iterable[Month],
    yen: Yen,
    debit_on: date,
) -> list[tuple[str, date, int, date, date]]:
    """Return the dues of a new contract: the months its first debit takes, on its promised day."""
    return [
        (
            contract,
            month.first_day,
            yen.amount,
            both.rules_for(scheme).due_on(month, formed_on=formed_on),
            debit_on,
        )
        for month in months
    ]


def scheduling(
    contract: str,
    *,
    scheme: str,
    formed_on: date,
    months: Iterable[Month],
    yen: Yen,
    debit_on: date,
) -> list[Statement]:
    """Say what a new contract owes first; under a ceiling, with the total it owes so far."""
    rows = due_rows(
        contract, scheme=scheme, formed_on=formed_on, months=months, yen=yen, debit_on=debit_on
    )
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    dues: Statement = INSERT_DUES + places, [value for row in rows for value in row]
    if both.rules_for(scheme).ceiling(on=debit_on) is None:
        return [dues]
    return [dues, (INSERT_TOTAL, [contract, yen.amount * len(rows)])]

"""掛金の記録 — what a new contract owes, and what every contract owes for another month."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.one_trip import Statement
from kyosai.schemes.skk import premium
from kyosai.schemes.tosanboshi import premium as tosanboshi

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
            _due_on(month, scheme=scheme, formed_on=formed_on),
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
) -> tuple[Statement]:
    """Say what a new contract owes first, in one statement."""
    rows = due_rows(
        contract, scheme=scheme, formed_on=formed_on, months=months, yen=yen, debit_on=debit_on
    )
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    return ((INSERT_DUES + places, [value for row in rows for value in row]),)


def _due_on(month: Month, *, scheme: str, formed_on: date) -> date:
    """Ask the Act of the scheme for a month's last day in time."""
    if scheme == "tosanboshi":
        return tosanboshi.due_on(month, effective_on=formed_on)
    return premium.due_on(month, formed_on=formed_on)


def add_dues(month: Month, *, scheme: str, debit_on: date) -> int:
    """Let every active contract owe a month it does not owe yet; return how many were added.

    The yen are the monthly premium of the last day of the month, as far as it is known now.
    """
    facts: dict[str, str | date] = {
        "scheme": scheme,
        "month": month.first_day,
        "next_month": (month + 1).first_day,
        "debit_on": debit_on,
        "first_due_on": premium.due_on(month, formed_on=month.first_day),
        "due_on": premium.due_on(month, formed_on=(month + -1).first_day),
    }
    with connection.cursor() as cursor:
        cursor.execute(ADD_DUES, facts)
        added: int = cursor.rowcount
    return added


ADD_DUES = """
INSERT INTO premium_due (contract_id, month, yen, due_on, debit_on)
SELECT c.number, %(month)s, p.yen,
    CASE WHEN c.formed_on >= %(month)s THEN %(first_due_on)s ELSE %(due_on)s END, %(debit_on)s
FROM contract c
JOIN (
    SELECT DISTINCT ON (contract_id) contract_id, yen FROM contract_monthly_premium
    WHERE since <= %(month)s ORDER BY contract_id, since DESC
) p ON p.contract_id = c.number
WHERE c.scheme = %(scheme)s AND c.status = 'active' AND c.formed_on < %(next_month)s
AND NOT EXISTS (
    SELECT FROM premium_due d WHERE d.contract_id = c.number AND d.month = %(month)s
)
ORDER BY c.number
ON CONFLICT DO NOTHING
"""

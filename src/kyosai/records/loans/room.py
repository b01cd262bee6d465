"""借りられる枠のもと — what a contract has paid for its limit, and what it owes."""

from collections.abc import Iterable, Sequence
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.loans.reads import Standing
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.paid_before.reads import Paid as Stretch
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.skk.loan.contract_loan import Debt, Paid


def paid(
    contract: str,
    *,
    rows: Sequence[dict[str, Any]] | None = None,
    history: Sequence[Stretch] | None = None,
) -> tuple[Paid, ...]:
    """Return every month a contract of 小規模企業共済 paid, and when.

    Of a month paid before it came to us only the month is known: its last day is taken.
    ``rows``, ``history``: its months since, and all it paid, where somebody has read them already.
    """
    known = premiums.of_contract(contract) if rows is None else rows
    debited = {Month.of(row["month"]): row["debit_on"] for row in known if row["state"] == "paid"}
    return tuple(
        Paid(month, stretch.monthly_premium, debited.get(month, month.last_day))
        for stretch in (paid_before.history(contract, rows=known) if history is None else history)
        for month in (stretch.first + distance for distance in range(stretch.months))
    )


def debt(loans: Iterable[Standing], *, kind: str) -> Debt:
    """Return what is owed on loans of every kind, and on those of one kind."""
    owed = list(loans)
    of_kind = [each.principal_left.amount for each in owed if each.kind == kind]
    return Debt(Yen(sum(each.principal_left.amount for each in owed)), Yen(sum(of_kind)))

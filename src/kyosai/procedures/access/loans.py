"""借りられる額と借りている分 — the limit today with its rules as sentences, and what is owed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kyosai.basis import law, said
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.records.loans import room
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes.clocks import promises
from kyosai.schemes.skk.loan import contract_loan
from kyosai.schemes.skk.loan.kinds import LoanKind

GENERAL = LoanKind.GENERAL
Rows = Sequence[dict[str, Any]]


def standing(
    contract: Standing, *, rows: Rows, paid: Sequence[Paid], at: datetime
) -> dict[str, Any]:
    """Return what a contract may borrow today, and its loans; 倒産防止共済 says it elsewhere."""
    if contract.scheme != "skk":
        return {}
    found = loans.of_contract(contract.number)
    owed = [_loan(each) for each in found if not each.is_repaid]
    if contract.status != "active":
        return {"loans": owed}
    on = promises.promise("loan", received_at=at).t0
    return {"loans": owed, "loan_limit": _limit(contract, found, rows=rows, paid=paid, on=on)}


def _limit(
    contract: Standing, found: Sequence[Loan], *, rows: Rows, paid: Sequence[Paid], on: date
) -> dict[str, Any]:
    """Return the limit of the plain loan; nothing for a day whose rates are not known."""
    with law.explained() as rules:
        try:
            limit = contract_loan.assessed_limit(
                GENERAL,
                paid=room.paid(contract.number, rows=rows, history=paid),
                on=on,
                debt=room.debt(found, kind=GENERAL.key),
            )
        except Refused:
            return {}
        until = contract_loan.valid_until(contract_loan.assessed_on(on))
    return {
        "yen": limit.amount,
        "until": until.isoformat(),
        "why": list(dict.fromkeys(map(said.said, rules))),
    }


def _loan(loan: Loan) -> dict[str, Any]:
    came, counted, next_due = (loan.amount - loan.principal_left), Yen(0), ""
    for turn in loans.turns(loan.number):
        counted += turn.principal
        if counted > came:
            next_due = turn.due_on.isoformat()
            break
    return {
        "number": loan.number,
        "kind_name": LoanKind.of(loan.kind).value,
        "yen": loan.amount.amount,
        "left": loan.principal_left.amount,
        "lent_on": loan.lent_on.isoformat(),
        "next_due": next_due,
    }

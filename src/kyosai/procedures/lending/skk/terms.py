"""借りられる額の説明 — the limit of each kind today, its rules as sentences, and what is owed."""

from typing import Any

from kyosai.basis import law, said
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.lending import borrower
from kyosai.procedures.lending.borrower import Borrower
from kyosai.procedures.lending.skk import contract_loan as loan
from kyosai.schemes.skk.loan import contract_loan, interest, kinds, refinancing
from kyosai.schemes.skk.loan.kinds import LoanKind


def shown(who: Borrower) -> dict[str, Any]:
    """Return what may be borrowed today, kind by kind, and which loans can be refinanced."""
    replaceable = [each.number for each in who.owed() if _may_be_refinanced(each, who)]
    borrower.insist(who, pays_off=next(iter(replaceable), ""))
    loan.insist_on_premiums(who)
    assessment = contract_loan.assessed_on(who.lent_on)
    return {
        "lent_on": who.lent_on.isoformat(),
        "due_at": who.promise.due_at.isoformat(),
        "assessed_on": assessment.isoformat(),
        "valid_until": contract_loan.valid_until(assessment).isoformat(),
        "kinds": [row for kind in LoanKind if (row := _kind(kind, who))],
        "why": _why(who),
        "owed": [
            {
                "number": each.number,
                "kind_name": LoanKind.of(each.kind).value,
                "left": each.principal_left.amount,
                "may_be_refinanced": each.number in replaceable,
            }
            for each in who.owed()
        ],
    }


def _kind(kind: LoanKind, who: Borrower) -> dict[str, Any]:
    """Return how a kind is lent today; nothing where it is not offered."""
    try:
        product = kinds.product(kind, on=who.lent_on)
    except Refused:
        return {}
    return {
        "key": kind.key,
        "name": kind.value,
        "limit": loan.limit_now(kind, who).amount,
        "smallest": product.smallest.amount,
        "rate": said.percent(interest.yearly_rate(kind, on=who.lent_on)),
    }


def _why(who: Borrower) -> list[str]:
    with law.explained() as rules:
        loan.limit_now(LoanKind.GENERAL, who)
    return list(dict.fromkeys(map(said.said, rules)))


def _may_be_refinanced(each: Any, who: Borrower) -> bool:
    if LoanKind.of(each.kind) is not LoanKind.GENERAL or each.principal_left == Yen(0):
        return False
    due_on, _ = loan.next_due(each)
    return refinancing.is_in_window(due_on=due_on, on=who.lent_on)

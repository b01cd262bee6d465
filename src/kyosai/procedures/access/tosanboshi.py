"""倒産防止共済の見通し — the premium total, what a cancellation would bring, and the 40th month."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from kyosai.basis.money import Yen, total
from kyosai.records.loans import reads as loans
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes.tosanboshi import cancellation, premium
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total

MUTUAL_AID = "mutual_aid"  # the kind a 共済金の貸付け is recorded as


def total_today(contract: str, *, paid: Sequence[Paid], today: date) -> dict[str, Any]:
    """Return 掛金総額, what a cancellation of one's own would bring today, and what is still to go.

    A month counts when it has been debited; a tenth of every 共済金 lent is gone.
    """
    months = sum(each.months for each in paid)
    borrowed = loans.of_contract(contract)
    lent = total([each.amount for each in borrowed if each.kind == MUTUAL_AID])
    applied = total([_applied(each.number) for each in borrowed])
    come = total([each.monthly_premium * each.months for each in paid])
    net = net_premium_total(Premiums(come, lent, applied))
    bound = premium.ceiling(on=today)
    own = cancellation.cancellation_allowance(net, ending=Ending.VOLUNTARY, months_paid=months)
    return {
        "yen": net.amount,
        "months": months,
        "cancellation": own.amount,
        "months_to_full": max(0, _months_for_all() - months),
        "ceiling": bound.amount,
        "room": max(Yen(0), bound - net).amount,
    }


def _applied(loan: str) -> Yen:
    """Return what of the premiums was put to a loan."""
    put = [each for each in loans.receipts(loan) if each.source == "premiums"]
    return Yen(sum(each.principal + each.interest + each.penalty for each in put))


def _months_for_all() -> int:
    """Return the months after which a cancellation of one's own brings back the whole total."""
    return next(
        months for months in count() if cancellation.rate(Ending.VOLUNTARY, months_paid=months) == 1
    )

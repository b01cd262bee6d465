"""控除 — what of an outstanding 一時貸付金, or of overdue sums, is taken from money paid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, total
from kyosai.schemes.tosanboshi import premium
from kyosai.schemes.tosanboshi.impossible import BelowNothing
from kyosai.schemes.tosanboshi.loan.temporary_loan import temporary_loan_limit
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total

NOTHING = Yen(0)


@dataclass(frozen=True)
class Outstanding:
    """A 一時貸付金 still to be repaid, with interest and penalty not paid yet, in yen."""

    principal: Yen
    interest: Yen = NOTHING
    penalty: Yen = NOTHING

    def __post_init__(self) -> None:
        BelowNothing.refuse(principal=self.principal, interest=self.interest, penalty=self.penalty)


@implements(
    "中小企業倒産防止共済法9条5項",
    says="新しい共済金の後の、一時貸付金の上限は{result}です。",
)
def limit_beside_new_loan(
    premiums: Premiums, *, new_loan: Yen, balance: Yen, months_paid: int, on: date
) -> Yen:
    """Return the 一時貸付金 that could be lent if none were outstanding, once 共済金 is lent.

    A tenth of the new loan is gone from the total. Whether the new loan itself counts as owed is
    unknown: a parameter says no.
    """
    BelowNothing.refuse(new_loan=new_loan, balance=balance)
    after = Premiums(premiums.paid, premiums.lent + new_loan, premiums.applied)
    left = net_premium_total(after)
    owed = balance + new_loan if _facts()["new_loan_counts_as_owed"] else balance
    return temporary_loan_limit(
        left,
        months_paid=months_paid,
        is_at_ceiling=left == premium.ceiling(on=on),
        owed=owed,
        on=on,
    )


@implements(
    "中小企業倒産防止共済法9条5項",
    "中小企業倒産防止共済法12条5項",
    says="一時貸付金のうち控除されるのは{result}です。",
)
def taken_off(outstanding: Outstanding, *, limit: Yen) -> Yen:
    """Return the part of a 一時貸付金 above a limit, with the interest and penalty on that part.

    Those of the part are its share of the whole, cut off below one yen (inferred).
    """
    BelowNothing.refuse(limit=limit)
    part = max(NOTHING, outstanding.principal - limit)
    if not part:
        return NOTHING
    share = Fraction(part.amount, outstanding.principal.amount)
    return part + cut_off((outstanding.interest + outstanding.penalty).of(share))


@implements(
    "中小企業倒産防止共済法9条5項",
    "中小企業倒産防止共済法10条7項",
    "中小企業倒産防止共済法12条5項",
    says="控除の後に支払われるのは{result}です。",
)
def paid_out(amount: Yen, *, offsets: Sequence[Yen]) -> Yen:
    """Return what is paid of a loan, an allowance or an excess after what may be taken off."""
    BelowNothing.refuse(amount=amount, offsets=min(offsets, default=NOTHING))
    return max(NOTHING, amount - total(tuple(offsets)))


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "offsets")

"""貸付けの元になる掛金 — what of the premiums paid counts for a loan, and what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.schemes.tosanboshi.impossible import BelowNothing
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import (
    Eligible,
    is_paid_too_late,
    is_recent_increase,
)
from kyosai.schemes.tosanboshi.premium import Change, NotOwed

NOTHING = Yen(0)


@dataclass(frozen=True)
class Paid:
    """One month's premium: yen, when it was due and when it was paid."""

    month: Month
    yen: Yen
    due_on: date
    paid_on: date


@implements(
    "中小企業倒産防止共済法9条2項",
    "中小企業倒産防止共済法15条2項",
    says="納めた掛金は{result.paid}です。"
    "直前の増額分{result.recently_increased}と、おくれて納めた{result.paid_late}は除きます。",
)
def eligible_premiums(
    paid: Sequence[Paid],
    *,
    changes: Sequence[Change],
    failed_on: date,
    claimed_on: date,
    lent: Yen = NOTHING,
    applied: Yen = NOTHING,
) -> Eligible:
    """Return the premiums paid by the day of the claim and all that 法9条2項 takes off them.

    Prepaid months count once they have begun. ``changes`` begin with the first monthly premium.
    What is left out as an increase is not left out again as late.
    """
    BelowNothing.refuse(paid=min((each.yen for each in paid), default=NOTHING))
    if not changes:
        raise NotOwed(field="changes")
    counted = [each for each in paid if max(each.month.first_day, each.paid_on) <= claimed_on]
    steady = {each.month: _steady(each.month, changes, failed_on, claimed_on) for each in counted}
    late = [
        min(each.yen, steady[each.month])
        for each in counted
        if is_paid_too_late(due_on=each.due_on, paid_on=each.paid_on, failed_on=failed_on)
    ]
    return Eligible(
        paid=total([each.yen for each in counted]),
        lent=lent,
        applied=applied,
        recently_increased=total([max(NOTHING, each.yen - steady[each.month]) for each in counted]),
        paid_late=total(late),
    )


def _steady(month: Month, changes: Sequence[Change], failed_on: date, claimed_on: date) -> Yen:
    """Return what of a month's premium no recent increase has brought.

    A decrease takes from the increase first, then from what stood before it.
    """
    steady = changes[0].monthly_premium
    for earlier, change in pairwise(changes):
        if change.effective_on > min(month.last_day, claimed_on):
            break
        if change.monthly_premium < earlier.monthly_premium:
            steady = min(steady, change.monthly_premium)
        elif not is_recent_increase(
            effective_on=change.effective_on, failed_on=failed_on, claimed_on=claimed_on
        ):
            steady = change.monthly_premium
    return steady

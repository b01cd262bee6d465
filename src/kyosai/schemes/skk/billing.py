"""掛金の請求 — what this Act and its practice answer to the collection cycle."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes import premium_payment
from kyosai.schemes.premium_payment import Act
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.loan.interest import overdue_interest as late_repayment
from kyosai.schemes.skk.premium import (
    due_on,
    is_ground_for_cancellation,
    monthly_premium,
    months_owed,
    taken_by_first_debit,
)

__all__ = [
    "ceiling",
    "due_on",
    "is_ground_for_cancellation",
    "is_surcharged",
    "last_kept",
    "late_repayment",
    "monthly_premium",
    "months_owed",
    "payable",
    "payment_classes",
    "premium_surcharge",
    "rebilled_in",
    "taken_by_first_debit",
]


@implements("小規模企業共済法4条2項")
def ceiling(*, on: date) -> Yen | None:
    """Return what all premiums together may come to: this Act sets no bound."""
    return None


@implements("小規模企業共済法17条1項")
def payable(monthly: Yen, *, net_premium_total: Yen, on: date) -> Yen:
    """Return what a month may take: its premium, whatever was paid before."""
    return monthly


@implements("小規模企業共済法施行規則19条")
def rebilled_in(failed: Month, *, debited_in: Month, on: date) -> Month:
    """Return the month whose debit asks again: the first even one at least two months later.

    Asked again in an even month and failed again, it waits for the even month after that.
    """
    return max(premium.rebilled_in(failed, on=on), _next_even(debited_in))


@implements("小規模企業共済法施行規則19条")
def last_kept(*, debited_in: Month, on: date) -> Month:
    """Return the last month still claimed when a half-yearly, yearly or prepaid debit fails.

    The month itself; the later ones are asked month by month.
    """
    return debited_in


@implements("小規模企業共済法19条1項")
def is_surcharged(failures: int, *, on: date) -> bool:
    """Tell whether a month that failed so often is asked with its surcharge (a parameter)."""
    bound: int = _facts().on(on)["surcharged_after_failures"]
    return 0 < bound <= failures


@implements("小規模企業共済法19条", "小規模企業共済法施行規則21条")
def premium_surcharge(monthly: Yen, *, due_on: date, paid_on: date) -> Yen:
    """Return what paying a month late adds, in whole yen."""
    return premium_payment.premium_surcharge(monthly, due_on=due_on, paid_on=paid_on, act=Act.SKK)


@implements("小規模企業共済法施行規則19条")
def payment_classes(*, on: date) -> dict[str, int]:
    """Return the payment classes with the months one debit takes: 月払・半年払・年払."""
    classes: dict[str, int] = _facts().on(on)["payment_classes"]
    return classes


def _next_even(month: Month) -> Month:
    return month + (2 if month.month % 2 == 0 else 1)


@cache
def _facts() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "billing")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""掛金の請求 — what this Act and its practice answer to the collection cycle."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes import premium_payment
from kyosai.schemes.premium_payment import Act
from kyosai.schemes.tosanboshi.loan.repayment import loan_penalty as late_repayment
from kyosai.schemes.tosanboshi.premium import monthly_premium, payable

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

_MORE_THAN_ANYBODY_PAYS = Yen(10**12)


@implements("中小企業倒産防止共済法14条1項")
def months_owed(*, formed_on: date, last_on: date) -> tuple[Month, ...]:
    """Return every month owed: from the month of effect through the month of the last day."""
    assert formed_on <= last_on
    return tuple(months.span(Month.of(formed_on), Month.of(last_on)))


@implements("中小企業倒産防止共済法14条1項")
def due_on(month: Month, *, formed_on: date) -> date:
    """Return the last day on which a month's premium is in time: its own last day.

    The month of effect and the one after have until the end of the third month: 翌々月末.
    """
    first = Month.of(formed_on)
    assert month >= first, "no premium is owed for a month before the contract"
    return (max(month, first + 2)).last_day


@implements("中小企業倒産防止共済法14条1項", "中小企業倒産防止共済法14条2項")
def taken_by_first_debit(*, applied_on: date, debit_month: Month) -> tuple[Month, ...]:
    """Return the months the first debit takes: all from the application to the debit month.

    In the legacy calendar three of them: the month of application and the two after.
    """
    return tuple(months.span(Month.of(applied_on), debit_month))


@implements("中小企業倒産防止共済法14条3項")
def ceiling(*, on: date) -> Yen | None:
    """Return what all premiums together may come to."""
    return payable(_MORE_THAN_ANYBODY_PAYS, net_premium_total=Yen(0), on=on)


@implements("中小企業倒産防止共済法施行規則36条")
def rebilled_in(failed: Month, *, debited_in: Month, on: date) -> Month:
    """Return the month whose debit asks again: two months after the one that failed (翌々月)."""
    return debited_in + int(_facts().on(on)["rebilled_after_months"])


@implements("中小企業倒産防止共済法施行規則36条")
def last_kept(*, debited_in: Month, on: date) -> Month:
    """Return the last month still claimed when a prepayment fails.

    The prepayment is gone; two months later this month and the next are asked with that one.
    """
    return debited_in + (int(_facts().on(on)["rebilled_after_months"]) - 1)


@implements("中小企業倒産防止共済法16条")
def is_surcharged(failures: int, *, on: date) -> bool:
    """Tell whether a month that failed so often is asked with its surcharge (a parameter)."""
    bound: int = _facts().on(on)["surcharged_after_failures"]
    return 0 < bound <= failures


@implements("中小企業倒産防止共済法16条", "中小企業倒産防止共済法施行規則38条2項")
def premium_surcharge(monthly: Yen, *, due_on: date, paid_on: date) -> Yen:
    """Return what paying a month late adds, in whole yen."""
    return premium_payment.premium_surcharge(
        monthly, due_on=due_on, paid_on=paid_on, act=Act.TOSANBOSHI
    )


@implements("中小企業倒産防止共済法施行規則36条")
def payment_classes(*, on: date) -> dict[str, int]:
    """Return the payment classes with the months one debit takes: there is 毎月払い alone."""
    return {"monthly": 1}


@implements("中小企業倒産防止共済法7条2項1号", "中小企業倒産防止共済法施行規則6条")
def is_ground_for_cancellation(unpaid_months: int, *, on: date) -> bool:
    """Tell whether so many unpaid months oblige SMRJ to cancel: twelve or more."""
    bound: int = _facts().on(on)["unpaid_months_before_cancellation"]
    return unpaid_months >= bound


@cache
def _facts() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "billing")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

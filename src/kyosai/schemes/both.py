"""両制度に共通の問い — the questions the collection cycle asks of either Act, and who answers."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk import billing as skk
from kyosai.schemes.tosanboshi import billing as tosanboshi


class Rules(Protocol):
    """What an Act says about collecting its premiums. A scheme is a parameter of the cycle."""

    def monthly_premium(self, yen: int, *, on: date) -> Yen:
        """Return a monthly premium the Act allows, or refuse it."""
        ...

    def months_owed(self, *, formed_on: date, last_on: date) -> tuple[Month, ...]:
        """Return every month owed by a contract that lasted so long."""
        ...

    def due_on(self, month: Month, *, formed_on: date) -> date:
        """Return the last day on which a month's premium is in time."""
        ...

    def taken_by_first_debit(self, *, applied_on: date, debit_month: Month) -> tuple[Month, ...]:
        """Return the months the first debit takes."""
        ...

    def ceiling(self, *, on: date) -> Yen | None:
        """Return what all premiums together may come to; None where the Act sets no bound."""
        ...

    def payable(self, monthly: Yen, *, net_premium_total: Yen, on: date) -> Yen:
        """Return what a month may take."""
        ...

    def rebilled_in(self, failed: Month, *, debited_in: Month, on: date) -> Month:
        """Return the month whose debit asks again for a month that failed."""
        ...

    def last_kept(self, *, debited_in: Month, on: date) -> Month:
        """Return the last month still claimed when a debit of several months ahead fails."""
        ...

    def is_surcharged(self, failures: int, *, on: date) -> bool:
        """Tell whether a month that failed so often is asked with its surcharge."""
        ...

    def premium_surcharge(self, monthly: Yen, *, due_on: date, paid_on: date) -> Yen:
        """Return what paying a month late adds."""
        ...

    def payment_classes(self, *, on: date) -> dict[str, int]:
        """Return the payment classes, each with the months one debit takes."""
        ...

    def is_ground_for_cancellation(self, unpaid_months: int, *, on: date) -> bool:
        """Tell whether so many unpaid months oblige SMRJ to cancel."""
        ...

    def late_repayment(self, overdue: Yen, *, due_on: date, paid_on: date) -> Yen:
        """Return what repaying a part of a loan late adds."""
        ...


SCHEMES = ("skk", "tosanboshi")
_RULES: dict[str, Rules] = {"skk": skk, "tosanboshi": tosanboshi}


def rules_for(scheme: str) -> Rules:
    """Return what an Act answers."""
    return _RULES[scheme]


def due_days(scheme: str, month: Month) -> tuple[date, date, date]:
    """Return a month's last day in time: of contracts formed in it, the month before, earlier."""
    formed: Iterable[Month] = (month + -distance for distance in range(3))
    first, second, later = (
        rules_for(scheme).due_on(month, formed_on=each.first_day) for each in formed
    )
    return first, second, later

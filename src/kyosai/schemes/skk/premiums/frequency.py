"""払込区分 — monthly, half-yearly or yearly: which months one debit takes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kyosai.basis import months
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk import premium


class NoSuchMonth(Refused):
    """A designated month that is none of the twelve."""

    reason = "指定納付月は1月から12月までです。月を選んでください。"


class Frequency(Enum):
    """How many months one regular debit takes."""

    MONTHLY = 1  # 月払
    HALF_YEARLY = 6  # 半年払
    YEARLY = 12  # 年払


@dataclass(frozen=True)
class PaymentPlan:
    """A payment class, its designated month (指定納付月), and the first month it holds for.

    Half-yearly: the designated month and the sixth after it. Before the first designated month
    the contract is debited monthly (inferred).
    """

    frequency: Frequency
    designated: int
    since: Month

    def __post_init__(self) -> None:
        if not 1 <= self.designated <= 12:
            raise NoSuchMonth(field="designated")

    def opened_by(self, month: Month) -> Month:
        """Return the designated month whose debit takes a month along."""
        return month + -((month.month - self.designated) % self.frequency.value)


@implements(
    "小規模企業共済法施行規則19条", says="{month}の口座振替で納めるのは {result} の分です。"
)
def months_taken(
    month: Month, *, plan: PaymentPlan, failed: Collection[Month] = ()
) -> tuple[Month, ...]:
    """Return the months a month's regular debit takes: a block, that one month, or none.

    ``failed``: the designated months whose debit failed. Such a block is paid monthly instead,
    until the next designated month.
    """
    opened = plan.opened_by(month)
    if opened < plan.since or (opened in failed and opened < month):
        return (month,)
    if opened < month:
        return ()
    return tuple(months.span(month, month + (plan.frequency.value - 1)))


@implements(
    "小規模企業共済法施行規則19条", says="未納の分を入れて、{month}に請求するのは {result} です。"
)
def asked_in(
    month: Month,
    *,
    plan: PaymentPlan,
    unpaid: Iterable[Month],
    on: date,
    failed: Collection[Month] = (),
) -> tuple[Month, ...]:
    """Return every month one debit asks for: in even months what failed before, then its own."""
    again = premium.asked_in(month, unpaid=unpaid, on=on)[:-1]
    return (*again, *months_taken(month, plan=plan, failed=failed))

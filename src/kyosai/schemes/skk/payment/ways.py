"""支給の方法 — at once, in instalments, or partly so; and what a mixed payment consists of."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.payment import instalments
from kyosai.schemes.skk.payment.instalments import TooSmall, TooYoung


class Way(Keyed):
    """How a benefit may be paid."""

    AT_ONCE = "一括"
    DIVIDED = "全部を分割"
    MIXED = "一括と分割の併用"


@dataclass(frozen=True)
class Payments:
    """What is paid at once, and each of the instalments with its months."""

    at_once: Yen
    each: Yen
    months: tuple[Month, ...]

    @property
    def total(self) -> Yen:
        """All payments together."""
        return self.at_once + self.each * len(self.months)

    def __str__(self) -> str:
        return f"一括{self.at_once}と、1回{self.each}を{len(self.months)}回"


@implements(
    "小規模企業共済法9条の2",
    "小規模企業共済法9条の3第1項",
    "小規模企業共済法12条の2",
    says="{benefit}の受け取り方は{result}から選べます。",
)
def ways_offered(
    benefit: Yen,
    *,
    age_at_event: int,
    is_old_age: bool = False,
    is_allowance: bool = False,
    to_survivors: bool = False,
) -> tuple[Way, ...]:
    """Return how a benefit may be paid; one payment is always possible.

    ``is_allowance``: 準共済金 and 解約手当金 are paid at once only, and so is what survivors get,
    for only the holder can ask for instalments.
    """
    if is_allowance or to_survivors:
        return (Way.AT_ONCE,)
    smallest = instalments.limits()
    tried = {Way.DIVIDED: benefit, Way.MIXED: benefit - smallest["at_once"]}
    divisible = (
        way
        for way, divided in tried.items()
        if _is_divisible(benefit, divided, age_at_event, is_old_age)
    )
    return (Way.AT_ONCE, *divisible)


@implements(
    "小規模企業共済法9条の3第2項",
    "小規模企業共済法9条の3第5項",
    "小規模企業共済法9条の3第6項",
    says="{benefit}のうち{divided}を{years}年の分割にすると、{result}です。",
)
def payments(
    benefit: Yen,
    *,
    divided: Yen,
    years: int,
    claimed_on: date,
    age_at_event: int,
    is_old_age: bool = False,
) -> Payments:
    """Return all payments of a benefit of which a part, or the whole, is divided."""
    instalments.insist_on_division(
        benefit, divided=divided, age_at_event=age_at_event, is_old_age=is_old_age
    )
    each = instalments.instalment(divided, years=years, claimed_on=claimed_on)
    months = instalments.instalment_months(years=years, claimed_on=claimed_on)
    return Payments(benefit - divided, each, months)


def _is_divisible(benefit: Yen, divided: Yen, age_at_event: int, is_old_age: bool) -> bool:
    try:
        instalments.insist_on_division(
            benefit, divided=divided, age_at_event=age_at_event, is_old_age=is_old_age
        )
    except (TooSmall, TooYoung):
        return False
    return True

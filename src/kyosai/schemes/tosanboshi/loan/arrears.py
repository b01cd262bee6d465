"""延滞 — what follows an unpaid instalment: asked again, all at once, and premiums put to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.schemes.tosanboshi import periods
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind

NOTHING = Yen(0)


class Debt(Kind):
    """Which kind of loan is overdue."""

    MUTUAL_AID = "共済金"
    TEMPORARY = "一時貸付金"


@dataclass(frozen=True)
class Overdue:
    """What one loan owes by now, in yen: principal fallen due, interest, penalty."""

    lent_on: date
    principal: Yen
    penalty: Yen = NOTHING
    interest: Yen = NOTHING

    def __post_init__(self) -> None:
        BelowNothing.refuse(principal=self.principal, penalty=self.penalty, interest=self.interest)


@dataclass(frozen=True)
class Allocation:
    """How a sum was used: what each loan still owes, in the order lent, and what is left over."""

    still_owed: tuple[Overdue, ...]
    left_over: Yen


@implements(
    "中小企業倒産防止共済法10条1項", says="{failed}の償還は、{result}にもう一度請求します。"
)
def asked_again_in(failed: Month) -> Month:
    """Return the month in which a failed instalment is asked again, with that month's own."""
    return failed + int(_facts(failed.first_day)["asked_again_after_months"])


@implements(
    "中小企業倒産防止共済法10条5項",
    "中小企業倒産防止共済法10条の2第6項",
    "中小企業倒産防止共済法施行規則22条",
    "中小企業倒産防止共済法施行規則27条",
    says="{due_on}が期限の{debt}に、掛金を充てることが{result:できます|まだできません}。",
)
def may_apply_premiums(debt: Debt, *, due_on: date, on: date) -> bool:
    """Tell whether premiums may be put to what is overdue: three months on, or five.

    「償還期日後…期間を経過したのち」: from the day after the period is full.
    """
    months: int = _facts(on)["applied_after_months"][debt.key]
    return on > periods.last_day(due_on, months=months)


@implements(
    "中小企業倒産防止共済法10条1項",
    says="残りの全額の期限が{result:来ました|来ていません}。",
)
def is_accelerated(unpaid_instalments: int, *, on: date) -> bool:
    """Tell whether so many unpaid months make the rest of every loan due at once: five."""
    BelowNothing.refuse(unpaid_instalments=unpaid_instalments)
    bound: int = _facts(on)["accelerated_from"]
    return unpaid_instalments >= bound


@implements("中小企業倒産防止共済法10条1項", says="いま返す額は{result}です。")
def due_now(
    balances: Sequence[Yen], *, fallen_due: Sequence[Yen], unpaid_instalments: int, on: date
) -> Yen:
    """Return what principal is due: what has fallen due, or every balance once accelerated."""
    BelowNothing.refuse(
        balances=min(balances, default=NOTHING), fallen_due=min(fallen_due, default=NOTHING)
    )
    is_all = is_accelerated(unpaid_instalments, on=on)
    return total(tuple(balances if is_all else fallen_due))


@implements("中小企業倒産防止共済法10条3項", says="{received}を、古い貸付けから充てました。")
def allocated(received: Yen, *, overdue: Sequence[Overdue]) -> Allocation:
    """Return what is left of each debt: principal first, the oldest loan before the younger.

    Then interest, then penalty, in the same order. What nobody owes is left over.
    """
    BelowNothing.refuse(received=received)
    owed = sorted(overdue, key=lambda each: each.lent_on)
    left, principal = _used(received, [each.principal for each in owed])
    left, interest = _used(left, [each.interest for each in owed])
    left, penalty = _used(left, [each.penalty for each in owed])
    rest = zip(owed, principal, penalty, interest, strict=True)
    return Allocation(tuple(Overdue(each.lent_on, *parts) for each, *parts in rest), left)


@implements(
    "中小企業倒産防止共済法10条5項",
    "中小企業倒産防止共済法10条の2第6項",
    says="掛金から{result}を充てます。",
)
def premiums_applied(net_premium_total: Yen, *, overdue: Sequence[Overdue]) -> Yen:
    """Return what of the premiums is put to debts: all that is overdue, as far as they reach.

    It lowers 掛金総額 for good, but not the months paid.
    """
    BelowNothing.refuse(net_premium_total=net_premium_total)
    owed = [yen for each in overdue for yen in (each.principal, each.interest, each.penalty)]
    return min(net_premium_total, total(owed))


def _used(received: Yen, debts: Sequence[Yen]) -> tuple[Yen, list[Yen]]:
    """Return what is left of a sum, and of each debt it met in turn."""
    rest = []
    for debt in debts:
        used = min(received, debt)
        received -= used
        rest.append(debt - used)
    return received, rest


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "arrears")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

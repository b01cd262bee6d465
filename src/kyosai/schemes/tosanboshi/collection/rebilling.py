"""振替不能の後 — when a failed month is asked again, its surcharge, and when SMRJ must cancel."""

from collections.abc import Iterable, Mapping
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.schemes.premium_payment import Act, premium_surcharge
from kyosai.schemes.tosanboshi.collection import cut_off
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind


class Cause(Kind):
    """What beyond the holder's control kept premiums from being paid (規則6条2項)."""

    STORM_OR_FLOOD = "暴風・豪雨・洪水"
    EARTHQUAKE = "地震"
    OTHER_FORCE_OF_NATURE = "そのほかの異常な自然現象"
    FIRE_OR_EXPLOSION = "火事・爆発"
    LIKE_CAUSE = "被害の程度がこれらに類する原因"


@implements("中小企業倒産防止共済法施行規則36条1項")
def rebilled_in(failed: Month) -> Month:
    """Return the month whose debit asks again: two on, as the result is known a month later."""
    return failed + int(cut_off.law_of(failed)["rebilled_after_months"])


@implements(
    "中小企業倒産防止共済法施行規則36条1項",
    says="{month}の引き落としは{result}の分です。",
)
def asked_in(month: Month, *, failed: Mapping[Month, Month]) -> tuple[Month, ...]:
    """Return the months one debit asks for: those that failed two months before, and its own.

    ``failed``: each unpaid month, and the month whose debit last failed for it.
    """
    again = (unpaid for unpaid, last in failed.items() if rebilled_in(last) <= month)
    return (*sorted(set(again) - {month}), month)


@implements("中小企業倒産防止共済法施行規則36条1項")
def asked_after_failed_prepayment(failed: Month) -> tuple[Month, ...]:
    """Return the months asked two months after a prepayment failed, the last of them its own.

    The prepayment is cancelled; nothing is asked in the month between.
    """
    return tuple(span(failed, rebilled_in(failed)))


@implements(
    "中小企業倒産防止共済法16条",
    "中小企業倒産防止共済法施行規則38条",
    says="{failures}回引き落とせなかった月{monthly_premium}の割増金は{result}です。",
)
def rebilling_surcharge(monthly_premium: Yen, *, failures: int, due_on: date, paid_on: date) -> Yen:
    """Return the surcharge of a month paid at last: none after one failure, as is the practice.

    After two failures by the whole months late. The practice is a dated parameter.
    """
    BelowNothing.refuse(monthly_premium=monthly_premium, failures=failures)
    from_failures: int = cut_off.law_of(Month.of(paid_on))["surcharge_from_failures"]
    if failures < from_failures:
        return Yen(0)
    return premium_surcharge(monthly_premium, due_on=due_on, paid_on=paid_on, act=Act.TOSANBOSHI)


@implements("中小企業倒産防止共済法7条2項1号", says="未納は{result}か月分です。")
def months_in_arrears(due: Iterable[date], *, on: date) -> int:
    """Return how many unpaid months are overdue on a day, by their due dates, put off or not."""
    return sum(due_on < on for due_on in due)


@implements(
    "中小企業倒産防止共済法7条2項1号",
    "中小企業倒産防止共済法施行規則6条",
    says="未納{unpaid_months}か月分で、機構は解除{result:しなければなりません|しません}。",
)
def is_ground_for_cancellation(unpaid_months: int, *, on: date, cause: Cause | None = None) -> bool:
    """Tell whether so many unpaid months oblige SMRJ to cancel: twelve, in a row or not.

    Not where a cause beyond the holder's control kept them from being paid; before 25 September
    2018 the Act knew no such cause.
    """
    BelowNothing.refuse(unpaid_months=unpaid_months)
    law = cut_off.law_of(Month.of(on))
    is_excused = cause is not None and on >= law["just_cause_since"]
    return bool(unpaid_months >= law["unpaid_months_before_cancellation"]) and not is_excused

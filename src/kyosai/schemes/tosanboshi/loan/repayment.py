"""共済金の償還 — terms by amount, instalments, penalties, and the allowance for repaying early."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, raised
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing
from kyosai.schemes.tosanboshi.loan import mutual_aid_loan

DAYS_KEPT_AS_A_MONTH = 15  # 規則22条の3: 「十四日以下は切り捨て、十五日以上は一月とする」

ROUNDED: dict[str, Callable[[Fraction], Yen]] = {"raised": raised, "cut_off": cut_off}


class NoSuchTerm(Refused):
    """A term no loan has."""

    reason = "共済金の償還期間は5年・6年・7年です。期間を確かめてください。"


@implements(
    "中小企業倒産防止共済法10条1項",
    "中小企業倒産防止共済法施行令3条",
    says="貸付額{loan}の償還期間は、すえ置き6か月をふくめて{result}年です。",
)
def term_years(loan: Yen, *, on: date) -> int:
    """Return the years of a loan, its six months of grace included; refuse what is not lent."""
    mutual_aid_loan.insist_on_loan(loan, on=on)
    terms = mutual_aid_loan.terms_on(on)
    place = bisect_right([term["from"] for term in terms], loan.amount) - 1
    years: int = terms[place]["years"]
    return years


@implements("中小企業倒産防止共済法施行令3条", says="毎月の償還は{result}です（円×回数）。")
def instalments(loan: Yen, *, on: date) -> tuple[Yen, ...]:
    """Return every instalment after the grace, raised to whole yen; the last one makes it even.

    How they are rounded is unknown: a parameter says so.
    """
    count = term_years(loan, on=on) * 12 - mutual_aid_loan.grace_months_on(on)
    each = _rounding()(loan.of(Fraction(1, count)))
    return (*[each] * (count - 1), loan - each * (count - 1))


@implements(
    "中小企業倒産防止共済法10条3項",
    "中小企業倒産防止共済法10条の2第5項",
    says="期限{due_on}・支払{paid_on}の{overdue}の違約金は{result}です。",
)
def loan_penalty(overdue: Yen, *, due_on: date, paid_on: date) -> Yen:
    """Return the penalty in yen, cut off below one yen (inferred).

    By the days from the day after the due date to the day before payment, of 365 to the year
    (inferred); nothing when paid in time or on the next day.
    """
    BelowNothing.refuse(overdue=overdue)
    facts = _penalties().on(paid_on)
    days = max(0, (paid_on - due_on).days - 1)
    return cut_off(overdue.of(Fraction(facts["yearly_percent"]) / 100 * days / facts["days"]))


@implements(
    "中小企業倒産防止共済法施行規則22条の3第1項",
    says="{months}か月と{days}日早い完済は、{result}か月と数えます。",
)
def months_early(*, months: int, days: int) -> int:
    """Return whole months early: fourteen days or fewer are dropped, fifteen count as a month."""
    BelowNothing.refuse(months=months, days=days)
    return months + (days >= DAYS_KEPT_AS_A_MONTH)


@implements(
    "中小企業倒産防止共済法施行規則22条の3第1項",
    says="{scheduled_on}までの期限を{completed_on}に終えると、{result}か月早い完済です。",
)
def months_before(completed_on: date, *, scheduled_on: date) -> int:
    """Return the months counted back from the last day of the schedule to the last repayment.

    ``scheduled_on``: as a disaster has put it off. Refuse a completion after it.
    """
    Backwards.refuse(completed_on, later=scheduled_on, field="completed_on")
    months = 0
    while later(scheduled_on, months=-months - 1) >= completed_on:
        months += 1
    days = (later(scheduled_on, months=-months) - completed_on).days
    return months_early(months=months, days=days)


@implements(
    "中小企業倒産防止共済法10条6項",
    "中小企業倒産防止共済法施行規則22条の3第1項",
    says="{loan}を{months}か月早く返した早期償還手当金は{result}です。",
)
def early_repayment_allowance(
    loan: Yen, *, term: int, months: int, was_ever_late: bool, has_ended: bool = False
) -> Yen:
    """Return the allowance of a loan repaid so many months early.

    Nothing when ever late, or when the contract has ended. 「貸付けを受けた共済金の額に…率を
    乗じて得た額」; below one yen cut off (inferred).
    """
    BelowNothing.refuse(loan=loan, months=months)
    if term not in _rates():
        raise NoSuchTerm(field="term")
    if was_ever_late or has_ended:
        return Yen(0)
    starts, percents = _rates()[term]
    return cut_off(loan.of(percents[bisect_right(starts, months) - 1] / 100))


@cache
def _rounding() -> Callable[[Fraction], Yen]:
    return ROUNDED[parameters.table(__package__, "mutual_aid_loan")["rounding"]["each"]]


@cache
def _rates() -> dict[int, tuple[list[int], list[Fraction]]]:
    found: dict[int, tuple[list[int], list[Fraction]]] = {}
    for row in parameters.rows(__package__, "early_repayment"):
        starts, percents = found.setdefault(int(row["term_years"]), ([], []))
        starts.append(int(row["months_from"]))
        percents.append(Fraction(row["percent"]))
    return found


@cache
def _penalties() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "penalty")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

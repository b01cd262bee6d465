"""一時貸付金 — a loan against today's cancellation allowance: limit, interest, refinancing."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, exactly
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import periods
from kyosai.schemes.tosanboshi.cancellation import Ending, cancellation_allowance
from kyosai.schemes.tosanboshi.impossible import BelowNothing

NOTHING = Yen(0)


class TooSmall(Refused):
    """Less than 300,000 yen could be lent, or was asked for."""

    reason = "一時貸付金は30万円から借りられます。いまの上限か、申し込む金額が足りません。"


class AboveLimit(Refused):
    """More was asked for than may be lent."""

    reason = "借りられる上限をこえています。上限以下の金額にしてください。"


class NotByUnit(Refused):
    """The amount is not a multiple of 50,000 yen."""

    reason = "一時貸付金は5万円きざみです。5万円で割り切れる金額にしてください。"


@implements(
    "中小企業倒産防止共済法10条の2第2項",
    "中小企業倒産防止共済法施行規則25条",
    says="一時貸付金の上限は{result}です。",
)
def temporary_loan_limit(
    net_premium_total: Yen, *, months_paid: int, is_at_ceiling: bool, owed: Yen, on: date
) -> Yen:
    """Return the limit in yen, cut off below 50,000, or nothing when it is under 300,000.

    95 per cent of what SMRJ's own cancellation would pay; at the ceiling, of what a voluntary one
    would. ``owed`` is every loan and sum to be returned.
    """
    BelowNothing.refuse(owed=owed)
    facts = _facts(on)
    ending = Ending.VOLUNTARY if is_at_ceiling else Ending.BY_SMRJ
    allowance = cancellation_allowance(net_premium_total, ending=ending, months_paid=months_paid)
    share = Fraction(facts["share_percent"], 100)
    return _whole_units(allowance.of(share) - owed.amount, facts)


@implements("中小企業倒産防止共済法施行規則附則2条", says="経過措置の上限は{result}です。")
def limit_of_old_contract(
    *, net_premium_total: Yen, monthly_premium: Yen, owed: Yen, on: date
) -> Yen | None:
    """Return the limit kept by a contract full at the ceiling of before October 2011, or None.

    The caller asks only for a contract whose total was 3,200,000 yen on that day. It is kept while
    the total has not changed and the holder has not raised the premium to 85,000 or more.
    """
    BelowNothing.refuse(net_premium_total=net_premium_total, owed=owed)
    facts, old = _facts(on), _facts(on)["old"]
    is_kept = net_premium_total == Yen(old["total"]) and monthly_premium < Yen(old["premium_below"])
    return _whole_units(Fraction(old["limit"] - owed.amount), facts) if is_kept else None


@implements(
    "中小企業倒産防止共済法10条の2第1項",
    "中小企業倒産防止共済法施行規則24条",
    says="一時貸付金は{result}です。",
)
def amount_lent(asked: Yen, *, limit: Yen, on: date) -> Yen:
    """Return the amount asked for, or refuse it: by the unit, the smallest loan and the limit."""
    facts = _facts(on)
    if asked.amount % facts["unit"]:
        raise NotByUnit(field="amount")
    if asked < Yen(facts["smallest"]):
        raise TooSmall(field="amount")
    if asked > limit:
        raise AboveLimit(field="amount")
    return asked


@implements(
    "中小企業倒産防止共済法10条の2第3項",
    "中小企業倒産防止共済法施行規則26条",
    says="{loan}の1年分の利子は{result}で、はじめに払います。",
)
def interest_in_advance(loan: Yen, *, on: date) -> Yen:
    """Return the year's interest, paid first; by the unit of 50,000 yen it is always whole yen."""
    facts = _facts(on)
    BelowNothing.refuse(loan=loan)
    if loan.amount % facts["unit"]:
        raise NotByUnit(field="amount")
    return exactly(loan.of(Fraction(facts["yearly_percent"]) / 100 * facts["term_years"]))


@implements(
    "中小企業倒産防止共済法施行規則26条",
    says="{lent_on}に借りた一時貸付金の期限は{result}です。",
)
def repaid_by(lent_on: date) -> date:
    """Return the day on which the whole loan is due: a year from the loan, or from refinancing."""
    return periods.last_day(lent_on, months=12 * int(_facts(lent_on)["term_years"]))


@implements("印紙税法別表第一", says="借用証書{loan}の印紙は{result}です。")
def stamp_duty(loan: Yen) -> Yen:
    """Return the stamp on the borrower's note; refuse an amount no temporary loan comes to."""
    BelowNothing.refuse(loan=loan)
    for row in parameters.rows(__package__, "stamp_duty"):
        if loan.amount <= int(row["to"]):
            return Yen(int(row["yen"]))
    raise AboveLimit(field="amount")


@dataclass(frozen=True)
class Refinancing:
    """What changes hands when an old loan gives way to a new one: one of the two is nothing."""

    to_holder: Yen
    from_holder: Yen


@implements(
    "中小企業倒産防止共済法10条の2第1項",
    says="{old}を{new}に借り換えます。",
)
def refinanced(old: Yen, *, new: Yen, on: date, limit: Yen | None = None) -> Refinancing:
    """Return what is paid out or in: the difference, less the interest on the whole new loan.

    The new loan is one like any other: by the unit, not below the smallest, within ``limit``,
    from which the old loan, now repaid, is not taken off.
    """
    BelowNothing.refuse(old=old)
    amount_lent(new, limit=new if limit is None else limit, on=on)
    net = new - old - interest_in_advance(new, on=on)
    return Refinancing(max(NOTHING, net), max(NOTHING, NOTHING - net))


def _whole_units(room: Fraction, facts: dict[str, Any]) -> Yen:
    whole = cut_off(room, unit=facts["unit"])
    return whole if whole >= Yen(facts["smallest"]) else NOTHING


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "temporary_loan")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

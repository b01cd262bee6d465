"""借換え — an old general loan gives way to a new one: the same, less, or more."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.loan.interest import overdue_interest
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.repayments import repayments

NOTHING = Yen(0)


class OutsideWindow(Refused):
    """Before the due month, or after the month that follows it."""

    reason = (
        "借換えは、償還期日の月のはじめから翌月の末日までです。"
        "過ぎたときは、期日の分を返してから新しく申し込んでください。"
    )


class Transferred(Refused):
    """The claim has gone over to SMRJ."""

    reason = "債権が機構に移ったあとは借り換えられません。機構に返済の相談をしてください。"


class NotGeneral(Refused):
    """A kind other than the general loan."""

    reason = "借換えができるのは一般貸付けだけです。期日までに返してください。"


class AboveLimit(Refused):
    """More than may be lent once the old loan is gone."""

    reason = "借りられる限度額をこえています。限度額以下の金額にしてください。"


class NothingToReplace(Refused):
    """No old loan is left, or less of it than fell due."""

    reason = (
        "借り換える残高がないか、期日の来た額より少なくなっています。"
        "残高を確かめて、なければ新しい貸付けとして申し込んでください。"
    )


class Size(Keyed):
    """How the new loan compares with what is left of the old one."""

    SAME = "同額"
    LESS = "減額"
    MORE = "増額"


@dataclass(frozen=True)
class Refinancing:
    """What changes hands: one of the two sums is nothing. The interest is in them."""

    size: Size
    interest: Yen
    to_holder: Yen
    from_holder: Yen


@implements(
    "貸付規程1条",
    says="残高{balance}を{new}に借り換えると（{result.size}）、受け取るのは{result.to_holder}、"
    "払うのは{result.from_holder}です。",
)
def refinanced(
    kind: LoanKind,
    *,
    balance: Yen,
    new: Yen,
    term: int,
    due_on: date,
    on: date,
    limit: Yen,
    overdue: Yen | None = None,
    is_transferred: bool = False,
) -> Refinancing:
    """Return what is paid out or in: the difference, less interest ahead and overdue interest.

    ``limit`` is the one that holds once the old loan is gone. ``due_on`` is the old loan's
    repayment, ``overdue`` what of the balance fell due with it: the whole when nothing is said.
    """
    if kind is not LoanKind.GENERAL:
        raise NotGeneral(field="kind")
    late = balance if overdue is None else overdue
    if balance <= NOTHING or late > balance:
        raise NothingToReplace(field="balance")
    if is_transferred:
        raise Transferred(field="kind")
    if not is_in_window(due_on=due_on, on=on):
        raise OutsideWindow(field="on")
    if new > limit:
        raise AboveLimit(field="amount")
    ahead = repayments(kind, amount=new, term=term, lent_on=on)[0].interest
    interest = ahead + overdue_interest(late, due_on=due_on, paid_on=on)
    net = new - balance - interest
    return Refinancing(
        _size(balance, new), interest, max(NOTHING, net), max(NOTHING, NOTHING - net)
    )


@implements("貸付規程1条", says="償還期日{due_on}の借換えは、{on}に{result:できます|できません}。")
def is_in_window(*, due_on: date, on: date) -> bool:
    """Tell whether a loan can be refinanced: from its due month to the end of the next."""
    law, due = _law().on(on), Month.of(due_on)
    first, last = (due + int(law[name]) for name in ("from_months_after", "until_months_after"))
    return first.first_day <= on <= last.last_day


def _size(balance: Yen, new: Yen) -> Size:
    if new > balance:
        return Size.MORE
    return Size.LESS if new < balance else Size.SAME


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "refinancing")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

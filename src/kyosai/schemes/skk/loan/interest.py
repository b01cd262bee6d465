"""貸付けの利子 — the yearly rates, and what a delay of six days and more costs."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.loan.kinds import LoanKind, product

NOTHING = Yen(0)


class NothingOwed(Refused):
    """An overdue sum below nothing."""

    reason = "延滞している金額が0円より小さくなっています。0円以上で入れてください。"


@implements("貸付規程1条", says="{kind}の利率は年{result:%}です。")
def yearly_rate(kind: LoanKind, *, on: date) -> Fraction:
    """Return the yearly rate of a loan made on a day."""
    ordered = product(kind, on=on).yearly
    if ordered is not None:
        return ordered
    name = "general_percent" if kind is LoanKind.GENERAL else "special_percent"
    return Fraction(_law().on(on)[name]) / 100


@dataclass(frozen=True)
class Late:
    """From which day late on, and at which yearly rate, interest is added."""

    from_day: int
    yearly: Fraction


@implements("貸付規程1条", says="{result.from_day}日以上の遅れは年{result.yearly:%}です。")
def overdue_terms(*, on: date) -> Late:
    """Return what a loan's contract says of being late."""
    law = _law().on(on)
    return Late(law["overdue_from_day"], Fraction(law["overdue_percent"]) / 100)


@implements("貸付規程1条", says="期限{due_on}・支払{paid_on}の延滞利子は{result}です。")
def overdue_interest(overdue: Yen, *, due_on: date, paid_on: date) -> Yen:
    """Return 14.6 per cent a year by days of 365, nothing before the sixth day late, cut off.

    From the sixth day on every day since the due date counts.
    """
    if overdue < NOTHING:
        raise NothingOwed(field="overdue")
    law, late = _law().on(paid_on), (paid_on - due_on).days
    if late < law["overdue_from_day"]:
        return NOTHING
    yearly = Fraction(law["overdue_percent"]) / 100
    return cut_off(overdue.of(yearly * late / law["days_of_a_year"]))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "rates")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

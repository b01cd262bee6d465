"""契約者貸付け — how much a holder may borrow: the limit by assessment, and today's estimate."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.loan.kinds import LoanKind, Product, product
from kyosai.schemes.skk.premium_tiers import History, Stretch, months_paid, premiums_paid

NOTHING = Yen(0)
APRIL, OCTOBER = 4, 10  # the months of the assessments
MONTHS_TO_THE_END = 11  # from an assessment to the last month of its limit


class ImpossibleDebt(Refused):
    """A balance below nothing, or one kind's above that of all."""

    reason = (
        "借入残高が正しくありません。すべての貸付けの残高と、"
        "そのうちこの種類の残高を0円以上で入れてください。"
    )


@dataclass(frozen=True)
class Paid:
    """One month's premium, and the day it was paid."""

    month: Month
    monthly_premium: Yen
    paid_on: date


@dataclass(frozen=True)
class Debt:
    """What is owed on all contract loans, and the part of it on loans of the kind asked about."""

    all_kinds: Yen = NOTHING
    same_kind: Yen = NOTHING

    def __post_init__(self) -> None:
        if not NOTHING <= self.same_kind <= self.all_kinds:
            raise ImpossibleDebt(field="balance")


NO_DEBT = Debt()


@implements("貸付規程1条", says="{day}に使う限度額は、{result}に判定したものです。")
def assessed_on(day: date) -> date:
    """Return the day of the assessment whose limit is valid on a day.

    The end of April is valid from October to March, the end of October from April to September.
    """
    if APRIL <= day.month < OCTOBER:
        return Month(day.year - 1, OCTOBER).last_day
    return Month(day.year if day.month >= OCTOBER else day.year - 1, APRIL).last_day


@implements("貸付規程1条", says="判定した限度額は{result}までです。")
def valid_until(assessment: date) -> date:
    """Return the last day on which the limit of an assessment is valid."""
    return (Month.of(assessment) + MONTHS_TO_THE_END).last_day


@implements(
    "独立行政法人中小企業基盤整備機構法15条2項8号",
    "貸付規程1条",
    says="いまの判定による{kind}の限度額は{result}です。",
)
def assessed_limit(
    kind: LoanKind, *, paid: Iterable[Paid], on: date, debt: Debt = NO_DEBT, need: Yen | None = None
) -> Yen:
    """Return the legal limit: that of the assessment valid on the day, less what is owed.

    It knows the premiums paid until the assessment, for months not after it: 「前納を除く」.
    """
    assessment = assessed_on(on)
    known = Counter(
        each.monthly_premium
        for each in paid
        if each.paid_on <= assessment and each.month <= Month.of(assessment)
    )
    history = [Stretch(yen, months) for yen, months in known.items()]
    return contract_loan_limit(kind, history=history, on=on, debt=debt, need=need)


@implements(
    "独立行政法人中小企業基盤整備機構法15条2項8号",
    "貸付規程1条",
    says="納めた掛金から見積もった{kind}の限度額は{result}です。",
)
def contract_loan_limit(
    kind: LoanKind, *, history: History, on: date, debt: Debt = NO_DEBT, need: Yen | None = None
) -> Yen:
    """Return the limit these premiums make, cut off below 50,000, or nothing under the smallest.

    As of today it is an estimate beside the limit of the last assessment. Nothing before twelve
    months paid; prepaid months are left out by the caller. ``need`` is the ceiling some kinds set
    by what the money is for.
    """
    lent = product(kind, on=on)
    line = _line(history, lent)
    room = min(line, lent.all_loans) - debt.all_kinds
    most = min([room, lent.largest - debt.same_kind, *([] if need is None else [need])])
    most = cut_off(Fraction(most.amount), unit=lent.unit)
    return most if most >= lent.smallest else NOTHING


def _line(history: History, lent: Product) -> Yen:
    """Return what the premiums alone allow: a share of the allowance, at most of what was paid."""
    if months_paid(history) < lent.months_needed:
        return NOTHING
    base = min(cancellation_allowance(history), premiums_paid(history))
    return cut_off(base.of(lent.share), unit=lent.unit)

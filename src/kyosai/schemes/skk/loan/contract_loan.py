"""契約者貸付け — how much a holder may borrow against the premiums, for how long, at what cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.premium_tiers import History, months_paid

NOTHING = Yen(0)
HALF_YEAR = 6
BULLETS = (6, 12)  # months after which the whole is repaid at once


class LoanKind(Keyed):
    """The seven kinds."""

    GENERAL = "一般貸付け"
    EMERGENCY = "緊急経営安定貸付け"
    ILLNESS_OR_DISASTER = "傷病災害時貸付け"
    WELFARE = "福祉対応貸付け"
    NEW_BUSINESS = "創業転業時・新規事業展開等貸付け"
    BUSINESS_SUCCESSION = "事業承継貸付け"
    CLOSING = "廃業準備貸付け"


class NotByUnit(Refused):
    """The amount is not a multiple of 50,000 yen."""

    reason = "貸付額は5万円きざみです。5万円で割り切れる金額にしてください。"


class OutOfRange(Refused):
    """Below the smallest loan of its kind, or above what may be lent."""

    reason = "この貸付けで借りられる金額ではありません。下限と上限の間の金額にしてください。"


class NoSuchTerm(Refused):
    """A term that is not offered for the amount."""

    reason = "この金額では選べない返済期間です。表示された期間から選んでください。"


@dataclass(frozen=True)
class Repayment:
    """One turn: principal repaid, and interest paid ahead for the half year that begins."""

    principal: Yen
    interest: Yen


@implements(
    "独立行政法人中小企業基盤整備機構法15条2項8号",
    "貸付規程1条",
    says="{kind}の限度額は{result}です。",
)
def contract_loan_limit(kind: LoanKind, *, history: History, balance: Yen, on: date) -> Yen:
    """Return the limit in yen, cut off below 50,000, or nothing when it is under the smallest loan.

    Nine tenths of what cancelling would bring (assumed), never more than nine tenths of the
    premiums, the kind's largest loan, or what all loans together leave. Nothing before twelve
    months paid; prepaid months are left out by the caller.
    """
    law, terms = _law().on(on), _kind(kind, on)
    if months_paid(history) < law["months_needed"]:
        return NOTHING
    share = Fraction(law["share_percent"], 100)
    paid_in = sum(each.monthly_premium.amount * each.months for each in history)
    base = min(cancellation_allowance(history).amount, paid_in)
    room = (
        min(base * share, Fraction(terms["largest"]), Fraction(law["all_loans"])) - balance.amount
    )
    most = cut_off(room, unit=law["unit"])
    return most if most >= Yen(terms["smallest"]) else NOTHING


@implements("貸付規程1条", says="{kind}{amount}の期間は{result}か月から選べます。")
def terms_offered(kind: LoanKind, *, amount: Yen, on: date) -> tuple[int, ...]:
    """Return the terms in months offered for an amount, or refuse the amount."""
    law, bounds = _law().on(on), _kind(kind, on)
    if amount.amount % law["unit"]:
        raise NotByUnit(field="amount")
    if not bounds["smallest"] <= amount.amount <= bounds["largest"]:
        raise OutOfRange(field="amount")
    rows = law["general_terms" if kind is LoanKind.GENERAL else "special_terms"]
    return tuple([row for row in rows if row["from"] <= amount.amount][-1]["months"])


@implements("貸付規程1条", says="{kind}{amount}・{months}か月の返済です。")
def repayments(kind: LoanKind, *, amount: Yen, months: int, on: date) -> tuple[Repayment, ...]:
    """Return the drawdown (principal nothing, interest ahead) and every repayment after it.

    Six and twelve months: all interest first, all principal last. Longer: equal principal every
    six months, interest for the next half year with each. By months, not days (inferred); odd
    yen of principal go to the last turn, interest is cut off below one yen (inferred).
    """
    if months not in terms_offered(kind, amount=amount, on=on):
        raise NoSuchTerm(field="months")
    step = months if months in BULLETS else HALF_YEAR
    turns = months // step
    each = cut_off(amount.of(Fraction(1, turns)))
    principal = (NOTHING, *[each] * (turns - 1), amount - each * (turns - 1))
    rate = Fraction(_kind(kind, on)["yearly_percent"]) / 100 * step / 12
    left = [amount - _sum(principal[: place + 1]) for place in range(turns + 1)]
    return tuple(
        Repayment(part, cut_off(owed.of(rate))) for part, owed in zip(principal, left, strict=True)
    )


@implements("貸付規程1条", says="期限{due_on}・支払{paid_on}の延滞利子は{result}です。")
def overdue_interest(overdue: Yen, *, due_on: date, paid_on: date) -> Yen:
    """Return 14.6 per cent a year by days of 365, nothing before the sixth day late, cut off."""
    law, late = _law().on(paid_on), (paid_on - due_on).days
    if late < law["overdue_from_day"]:
        return NOTHING
    return cut_off(overdue.of(Fraction(law["overdue_percent"]) / 100 * late / 365))


@implements("印紙税法2条", says="借用証書{amount}の印紙は{result}です。")
def stamp_duty(amount: Yen, *, on: date) -> Yen:
    """Return the stamp on the note of a loan."""
    rows = _law().on(on)["stamp"]
    return Yen(next(row["yen"] for row in rows if amount.amount <= row["to"]))


def _sum(parts: Sequence[Yen]) -> Yen:
    return Yen(sum(part.amount for part in parts))


def _kind(kind: LoanKind, on: date) -> dict[str, Any]:
    terms: dict[str, Any] = _law().on(on)["kind"][kind.key]
    return terms


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "kinds")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""貸付けの種類 — the seven contract loans, the one that waits for an order, and their terms."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused


class LoanKind(Keyed):
    """The kinds of contract loan."""

    GENERAL = "一般貸付け"
    EMERGENCY = "緊急経営安定貸付け"
    ILLNESS_OR_DISASTER = "傷病災害時貸付け"
    WELFARE = "福祉対応貸付け"
    NEW_BUSINESS = "創業転業時・新規事業展開等貸付け"
    BUSINESS_SUCCESSION = "事業承継貸付け"
    CLOSING = "廃業準備貸付け"
    SPECIAL_DISASTER = "特例災害時貸付け"  # off until an order names a disaster


class NotOffered(Refused):
    """A kind that is not lent on that day."""

    reason = "この貸付けは、いま取り扱っていません。ほかの種類の貸付けを選んでください。"


class NotByUnit(Refused):
    """The amount is not a multiple of 50,000 yen."""

    reason = "貸付額は5万円きざみです。5万円で割り切れる金額にしてください。"


class OutOfRange(Refused):
    """Below the smallest loan of its kind, or above its largest."""

    reason = "この貸付けで借りられる金額ではありません。下限と上限の間の金額にしてください。"


class NoSuchTerm(Refused):
    """A term that is not offered for the amount."""

    reason = "この金額では選べない返済期間です。表示された期間から選んでください。"


@dataclass(frozen=True, kw_only=True)
class Product:
    """What holds for a kind on a day; ``share`` is that of the cancellation allowance (assumed).

    ``terms`` pairs an amount with the months offered from it on. ``turn_months`` lie between
    repayments, but a term among ``bullets`` is repaid at once. ``yearly`` is known for an order.
    """

    smallest: Yen
    largest: Yen
    unit: int
    all_loans: Yen
    months_needed: int
    share: Fraction
    terms: tuple[tuple[Yen, tuple[int, ...]], ...]
    bullets: tuple[int, ...]
    turn_months: int
    yearly: Fraction | None = None

    def months_between(self, term: int) -> int:
        """Return the months from one repayment to the next."""
        return term if term in self.bullets else self.turn_months


@implements(
    "独立行政法人中小企業基盤整備機構法15条2項8号",
    "貸付規程1条",
    says="{kind}は{result.smallest}から{result.largest}までです。",
)
def product(kind: LoanKind, *, on: date) -> Product:
    """Return the terms on which a kind is lent on a day, or refuse a kind that is off."""
    limits, terms = _limits().on(on), _terms().on(on)
    ordered = _order(on) if kind is LoanKind.SPECIAL_DISASTER else None
    row = ordered or limits["kind"].get(kind.key)
    if row is None:
        raise NotOffered(field="kind")
    return Product(
        smallest=Yen(row["smallest"]),
        largest=Yen(row["largest"]),
        unit=limits["unit"],
        all_loans=Yen(limits["all_loans"]),
        months_needed=limits["months_needed"],
        share=Fraction(limits["share_percent"], 100),
        terms=_terms_of(kind, terms, ordered),
        bullets=tuple(terms["bullets"]),
        turn_months=terms["turn_months"],
        yearly=Fraction(ordered["yearly_percent"]) / 100 if ordered else None,
    )


@implements("貸付規程1条", says="{kind}{amount}の期間は{result}か月から選べます。")
def terms_offered(kind: LoanKind, *, amount: Yen, on: date) -> tuple[int, ...]:
    """Return the terms in months offered for an amount, or refuse the amount."""
    lent = product(kind, on=on)
    if amount.amount % lent.unit:
        raise NotByUnit(field="amount")
    if not lent.smallest <= amount <= lent.largest:
        raise OutOfRange(field="amount")
    return [months for at_least, months in lent.terms if at_least <= amount][-1]


def _terms_of(
    kind: LoanKind, terms: dict[str, Any], ordered: dict[str, Any] | None
) -> tuple[tuple[Yen, tuple[int, ...]], ...]:
    if ordered:
        return ((Yen(ordered["smallest"]), tuple(ordered["months"])),)
    table = {LoanKind.GENERAL: "general", LoanKind.CLOSING: "closing"}.get(kind, "special")
    return tuple((Yen(row["from"]), tuple(row["months"])) for row in terms[table])


def _order(on: date) -> dict[str, Any] | None:
    return next((each for each in _orders() if each["since"] <= on <= each["until"]), None)


def _orders() -> list[dict[str, Any]]:
    orders: list[dict[str, Any]] = parameters.table(__package__, "orders")["order"]
    return orders


@cache
def _limits() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "limits")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))


@cache
def _terms() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "terms")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

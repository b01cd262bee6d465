"""支給額 — all a benefit consists of: basic amounts, differences, additions, rounded once."""

from datetime import date
from fractions import Fraction

from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Kind, Threshold, has_reached
from kyosai.schemes.skk.full_benefit.additional import additional, additional_rate
from kyosai.schemes.skk.full_benefit.amounts import Matured, NoJun, amount_of_tier
from kyosai.schemes.skk.full_benefit.differences import cancelled_tier
from kyosai.schemes.skk.full_benefit.paid_months import (
    Band,
    DatedHistory,
    ImpossibleHistory,
    PaidIn,
    paid_in,
)
from kyosai.schemes.skk.premium_tiers import TIER
from kyosai.schemes.skk.rounding import whole_yen

__all__ = [
    "additional",
    "additional_rate",
    "amount_of_tier",
    "benefit_due",
    "benefit_of",
    "cancellation_due",
    "cancellation_of",
]

SECOND_KIND_MATURES = 360  # 平成7年法律44号附則5条、読み替えた法9条1項4号
TABLES = Dated(
    Version(date(2004, 4, 1), True, "小規模企業共済法施行令2条・4条（平成15年政令307号）")
)


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法9条2項",
    "小規模企業共済法12条3項2号",
    says="{kind}の全額は{result}です。",
)
def benefit_due(kind: Kind, *, history: DatedHistory, event: Month) -> Yen:
    """Return the whole benefit in yen, rounded once, or nothing before the months needed.

    準共済金 is never less than the premiums of its tier. Events before April 2004 are settled by
    tables no longer in force and raise NotYetInForce.
    """
    return benefit_of(kind, paid=paid_in(history), event=event)


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法9条3項",
    "小規模企業共済法12条4項",
    "小規模企業共済法16条の3第2項",
    says="500円の分をすべて足すと、{kind}は{result}です。",
)
def benefit_of(kind: Kind, *, paid: PaidIn, event: Month) -> Yen:
    """Return the whole benefit of what was paid in, carried over or drawn down as it may be."""
    _insist_on_day(paid, event=event)
    _insist_on_kind(kind, paid=paid)
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    if not has_reached(threshold, months_paid=paid.months_paid):
        return Yen(0)
    tiers = (_tier(kind, band=band, event=event) * band.tiers for band in paid.bands)
    return whole_yen(sum(tiers, Fraction(0)))


@implements("小規模企業共済法12条1項", says="解約手当金は{result}です。")
def cancellation_due(history: DatedHistory, *, event: Month | None = None) -> Yen:
    """Return the 解約手当金 of a contract of any age, rounded once.

    Without an event the month last paid is taken for the month of cancellation.
    """
    paid = paid_in(history)
    return cancellation_of(paid, event=event or paid.last)


@implements(
    "小規模企業共済法12条1項",
    "小規模企業共済法12条3項1号",
    "小規模企業共済法16条の3第2項",
    says="500円の分をすべて足すと、解約手当金は{result}です。",
)
def cancellation_of(paid: PaidIn, *, event: Month | None) -> Yen:
    """Return the 解約手当金 of what was paid in, carried over or drawn down as it may be."""
    if event is not None:
        _insist_on_day(paid, event=event)
    if not has_reached(Threshold.CANCELLATION, months_paid=paid.months_paid):
        return Yen(0)
    tiers = (cancelled_tier(band) * band.tiers for band in paid.bands)
    return whole_yen(sum(tiers, Fraction(0)))


def _insist_on_day(paid: PaidIn, *, event: Month) -> None:
    TABLES.on(event.first_day)
    if paid.last is not None and paid.last > event:
        raise ImpossibleHistory(field="event")


def _insist_on_kind(kind: Kind, *, paid: PaidIn) -> None:
    if paid.is_second_kind and kind is Kind.JUN:
        raise NoJun(field="kind")
    if paid.is_second_kind and paid.months_paid > SECOND_KIND_MATURES:
        raise Matured(field="history")


def _tier(kind: Kind, *, band: Band, event: Month) -> Fraction:
    amount = amount_of_tier(kind, band=band, months=len(band.months))
    whole = amount + additional(kind, band=band, event=event)
    return max(whole, Fraction(TIER.amount * len(band.months))) if kind is Kind.JUN else whole

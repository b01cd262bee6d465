"""解約手当金 — what a holder gets back on cancelling, by the rate of each tier's months."""

from bisect import bisect_right
from collections import Counter
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.skk.benefit import NegativeMonths, Threshold, has_reached
from kyosai.schemes.skk.premium_tiers import TIER, History, months_paid, premium_tiers
from kyosai.schemes.skk.rounding import whole_yen


@implements(
    "小規模企業共済法12条1項",
    "小規模企業共済法12条3項1号",
    says="500円の分をすべて足すと、解約手当金は{result}です。",
)
def cancellation_allowance(history: History, *, by_page: bool = False) -> Yen:
    """Return the allowance due, which is nothing before twelve months paid.

    The Act tests the twelve months on the contract. SMRJ's page reads as if a tier younger
    than twelve months returned nothing: ``by_page`` follows it (decision 0009).
    """
    if not has_reached(Threshold.CANCELLATION, months_paid=months_paid(history)):
        return Yen(0)
    young = _facts()["page_reading"]["months_without_return"] if by_page else 0
    tiers = Counter(months for months in premium_tiers(history) if months >= young)
    amounts = (TIER.of(rate(months)) * months * alike for months, alike in tiers.items())
    return whole_yen(sum(amounts, Fraction(0)))


@implements(
    "小規模企業共済法施行令4条",
    "小規模企業共済法施行令別表第二",
    says="{months}か月納めた区分は、掛金の{result:%}が戻ります。",
)
def rate(months: int) -> Fraction:
    """Return the share of a tier's premiums that comes back after so many months.

    「百分の百十に、四百八十月を超える六月ごとに百分の〇・二五を加えた割合」, at most 百分の百二十.
    """
    if months < 0:
        raise NegativeMonths(field="months")
    starts, percents = _table()
    percent = percents[bisect_right(starts, months) - 1]
    if months > starts[-1]:
        steps = (months - starts[-1]) // _facts()["every_months"]
        percent += steps * Fraction(_facts()["percent_more"])
    return min(percent, Fraction(_facts()["percent_at_most"])) / 100


@cache
def _table() -> tuple[list[int], list[Fraction]]:
    rows = parameters.rows(__package__, "cancellation_rate")
    return [int(row["months_from"]) for row in rows], [Fraction(row["percent"]) for row in rows]


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "cancellation")

"""控除の対象になる掛金 — which of a year's payments count as 小規模企業共済等掛金控除."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused

NOTHING = Yen(0)


class TooFarAhead(Refused):
    """A month prepaid more than a year ahead: no page says in which year it counts."""

    reason = (
        "12か月より先の月の前納が、どの年の控除になるかは決まっていません。"
        "その分は税務署に確かめてください。"
    )


class DiscountTooLarge(Refused):
    """More given back for prepayment than was paid."""

    reason = "前納減額金が納めた掛金より大きくなっています。受け取った額を確かめてください。"


@dataclass(frozen=True)
class Payment:
    """Premiums paid on one day, all at one monthly premium."""

    paid_on: date
    months: tuple[Month, ...]
    monthly_premium: Yen


@implements(
    "所得税法75条1項",
    "所得税法75条2項1号",
    "所得税法施行令208条の2",
    says="{year}年の小規模企業共済等掛金控除は{result}です。",
)
def deductible_premiums(
    payments: Iterable[Payment],
    *,
    year: int,
    discounts: Yen = NOTHING,
    is_old_second_kind: bool = False,
) -> Yen:
    """Return what a year's payments take off income: 「その年中に支払つた」, less what came back.

    Arrears count in the year they are paid, prepaid months up to twelve ahead too. ``discounts``
    are the 前納減額金 received in the year. A 旧第二種共済契約 counts for nothing here.
    """
    if is_old_second_kind:
        return NOTHING
    of_year = [each for each in payments if each.paid_on.year == year]
    for each in of_year:
        if not counts_in_year(each.months, paid_on=each.paid_on):
            raise TooFarAhead(field="months")
    paid = total([each.monthly_premium * len(each.months) for each in of_year])
    if not NOTHING <= discounts <= paid:
        raise DiscountTooLarge(field="discounts")
    return paid - discounts


@implements(
    "所得税法75条1項",
    "租税特別措置法28条",
    "租税特別措置法66条の11",
    says="{paid_on}にまとめて払う分は、すべて払った年に数え{result:られます|られません}。",
)
def counts_in_year(months: Iterable[Month], *, paid_on: date) -> bool:
    """Tell whether all of a prepayment counts when it is paid: up to twelve months ahead.

    The premiums of 倒産防止共済 as an expense alike (inferred).
    """
    most: int = _law().on(paid_on)["most_months_ahead"]
    return all(month - Month.of(paid_on) <= most for month in months)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "deductible_premiums")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

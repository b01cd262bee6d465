"""退職所得の重複 — the years that already counted for a retirement payment of an earlier year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax.retirement_deduction import years_counted, yen_by_years


class Before(Keyed):
    """What was received before, by which the years to look back differ."""

    USUAL = "ほかの退職手当等"
    AFTER_DC = "確定拠出年金の一時金を先に受けた"
    DC_ITSELF = "これから確定拠出年金の一時金を受ける"


class NotEarlier(Refused):
    """A payment of the same year, or of a later one."""

    reason = (
        "前の年までに受けた退職手当等を入れてください。"
        "同じ年のものは、今年受けた額として入れてください。"
    )


class BackwardSpan(Refused):
    """A time of service that ends before it begins."""

    reason = "勤続期間の終わりが始まりより前です。始まりの月と終わりの月を確かめてください。"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A retirement payment of an earlier year, and the months of service it counted."""

    received_on: date
    income: Yen
    first: Month
    last: Month
    is_dc: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BackwardSpan(field="last")


@implements(
    "所得税法施行令70条1項2号", says="{before}ときは、前年以前{result}年内の支払いを見ます。"
)
def years_looked_back(before: Before, *, on: date) -> int:
    """Return how many years before this one are searched for other retirement payments."""
    years: int = _law().on(on)["looks_back"][before.key]
    return years


@implements(
    "所得税法施行令70条1項2号", says="{on}の支払いでは、前の支払いを見{result:ます|ません}。"
)
def is_looked_at(earlier: Earlier, *, on: date, is_dc: bool = False) -> bool:
    """Tell whether a payment of an earlier year is near enough to count.

    ``is_dc``: what is received now is a lump sum of 確定拠出年金. One received before counts for
    nine years only when it was received since 2026.
    """
    back = on.year - earlier.received_on.year
    if back <= 0:
        raise NotEarlier(field="received_on")
    counts_longer = _law().on(on).get("dc_received_from", date.max) <= earlier.received_on
    after_dc = Before.AFTER_DC if earlier.is_dc and counts_longer else Before.USUAL
    return back <= years_looked_back(Before.DC_ITSELF if is_dc else after_dc, on=on)


@implements(
    "所得税法施行令70条1項2号",
    "所得税法施行令70条3項",
    says="前の支払いと重なる勤続年数は{result}年です。",
)
def overlapping_years(
    earlier: Sequence[Earlier],
    *,
    first: Month,
    last: Month,
    on: date,
    is_dc: bool = False,
    stopped: Collection[Month] = (),
) -> int:
    """Return the whole years of this service that counted for earlier payments looked at.

    A month counted twice before counts once here. 「一年未満の端数があるときは、…切り捨てる」
    ``stopped`` are months of premium holidays: they are no part of this service.
    """
    if last < first:
        raise BackwardSpan(field="last")
    counted = {
        month
        for each in earlier
        if is_looked_at(each, on=on, is_dc=is_dc)
        for month in months.span(each.first, counted_until(each, on=on))
    }
    served = set(months.span(first, last)) - set(stopped)
    return len(counted & served) // 12


@implements("所得税法施行令70条2項", says="前の勤続期間は{result}までとみなします。")
def counted_until(earlier: Earlier, *, on: date) -> Month:
    """Return the last month an earlier payment used up.

    One smaller than its own deduction used only as many whole years, from the first, as its yen
    are worth: by 400,000, beyond eight million by 700,000.
    """
    law, served = _law().on(on), earlier.last - earlier.first + 1
    if earlier.income >= yen_by_years(years_counted(served), on=on):
        return earlier.last
    by_twenty = yen_by_years(law["long_years"], on=on)
    beyond = max(Yen(0), earlier.income - by_twenty).amount // law["long_yearly"]
    years = min(earlier.income, by_twenty).amount // law["yearly"] + beyond
    return min(earlier.last, earlier.first + (12 * int(years) - 1))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "retirement_income")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

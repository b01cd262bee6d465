"""解約手当金 — what comes back when the contract ends, by who ended it and the months paid."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, total
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing, Kind


class Ending(Kind):
    """How a contract ended."""

    VOLUNTARY = "任意解約"  # 法7条3項
    DEEMED = "みなし解約"  # 法7条4項: death, dissolution, the whole business gone, nobody follows
    BY_SMRJ = "機構解約"  # 法7条2項1号: twelve months unpaid
    BY_FRAUD = "不正による機構解約"  # 法7条2項2号


@implements(
    "中小企業倒産防止共済法7条",
    "中小企業倒産防止共済法施行規則7条",
    says="{ending}の効力は{result}に生じます。",
)
def ended_on(ending: Ending, *, happened_on: date, told_on: date) -> date:
    """Return the day a contract ends, from which on alone it has no more effect.

    A deemed cancellation: the day of the death, dissolution, split or transfer, however late it
    is told. Any other: the day its written notice arrives (unknown; so assumed).
    """
    Backwards.refuse(happened_on, later=told_on, field="told_on")
    return happened_on if ending is Ending.DEEMED else told_on


@implements(
    "中小企業倒産防止共済法11条1項",
    "中小企業倒産防止共済法11条2項",
    says="{months_paid}か月の{ending}で、解約手当金は{result:支給されます|支給されません}。",
)
def is_allowance_due(ending: Ending, *, months_paid: int, has_special_reason: bool = False) -> bool:
    """Tell whether an allowance is due: twelve months paid, and no fraud.

    A special reason (規則32条: forced by others, told before it was found out) lifts the second.
    """
    BelowNothing.refuse(months_paid=months_paid)
    if ending is Ending.BY_FRAUD and not has_special_reason:
        return False
    enough: bool = months_paid >= _facts()["months_needed"]
    return enough


@implements(
    "中小企業倒産防止共済法11条3項",
    "中小企業倒産防止共済法施行令4条",
    says="{months_paid}か月納めた{ending}では、掛金総額の{result:%}です。",
)
def rate(ending: Ending, *, months_paid: int) -> Fraction:
    """Return the share of the net premium total that comes back: nothing before twelve months.

    After fraud, where it is paid at all, the share is that of any cancellation by SMRJ.
    """
    BelowNothing.refuse(months_paid=months_paid)
    rows = _facts()["row"]
    place = bisect_right([row["months"] for row in rows], months_paid) - 1
    if place < 0:
        return Fraction(0)
    column = Ending.BY_SMRJ if ending is Ending.BY_FRAUD else ending
    return Fraction(rows[place][column.key], 100)


@implements(
    "中小企業倒産防止共済法11条3項",
    "中小企業倒産防止共済法施行規則32条",
    says="解約手当金は{result}です。",
)
def cancellation_allowance(
    net_premium_total: Yen, *, ending: Ending, months_paid: int, has_special_reason: bool = False
) -> Yen:
    """Return the allowance in whole yen; what is below one yen is cut off (inferred)."""
    BelowNothing.refuse(net_premium_total=net_premium_total)
    if not is_allowance_due(ending, months_paid=months_paid, has_special_reason=has_special_reason):
        return Yen(0)
    return cut_off(net_premium_total.of(rate(ending, months_paid=months_paid)))


@implements(
    "中小企業倒産防止共済法11条5項",
    says="償還すべきものなどを引いて、手取りは{result}です。",
)
def after_offset(allowance: Yen, *, owed: Sequence[Yen]) -> Yen:
    """Return what is left after loans, interest, penalties and sums to be returned."""
    BelowNothing.refuse(allowance=allowance, owed=min(owed, default=Yen(0)))
    return max(Yen(0), allowance - total(tuple(owed)))


@implements("中小企業倒産防止共済法11条5項", says="引ききれずに残る請求は{result}です。")
def still_owed(allowance: Yen, *, owed: Sequence[Yen]) -> Yen:
    """Return what SMRJ may still claim when the allowance does not cover what is owed."""
    BelowNothing.refuse(allowance=allowance, owed=min(owed, default=Yen(0)))
    return max(Yen(0), total(tuple(owed)) - allowance)


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "cancellation")

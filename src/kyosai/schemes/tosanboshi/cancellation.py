"""解約手当金 — what comes back when the contract ends, by who ended it and the months paid."""

from bisect import bisect_right
from fractions import Fraction
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, total


class Ending(Keyed):
    """How a contract ended."""

    VOLUNTARY = "任意解約"  # 法7条3項
    DEEMED = "みなし解約"  # 法7条4項: death, dissolution, the whole business gone, nobody follows
    BY_SMRJ = "機構解約"  # 法7条2項1号: twelve months unpaid
    BY_FRAUD = "不正による機構解約"  # 法7条2項2号


@implements(
    "中小企業倒産防止共済法11条1項",
    "中小企業倒産防止共済法11条2項",
    says="{months_paid}か月の{ending}で、解約手当金は{result:支給されます|支給されません}。",
)
def is_allowance_due(ending: Ending, *, months_paid: int, has_special_reason: bool = False) -> bool:
    """Tell whether an allowance is due: twelve months paid, and no fraud.

    A special reason (規則32条: forced by others, told before it was found out) lifts the second.
    """
    assert months_paid >= 0, "nobody pays less than no month"
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
    """Return the share of the net premium total that comes back, from twelve months on."""
    rows = _facts()["row"]
    place = bisect_right([row["months"] for row in rows], months_paid) - 1
    assert place >= 0, "below twelve months no allowance is due"
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
    if not is_allowance_due(ending, months_paid=months_paid, has_special_reason=has_special_reason):
        return Yen(0)
    return cut_off(net_premium_total.of(rate(ending, months_paid=months_paid)))


@implements(
    "中小企業倒産防止共済法11条5項",
    says="償還すべきものなどを引いて、手取りは{result}です。",
)
def after_offset(allowance: Yen, *, owed: list[Yen]) -> Yen:
    """Return what is left after loans, interest, penalties and sums to be returned."""
    return max(Yen(0), allowance - total(owed))


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "cancellation")

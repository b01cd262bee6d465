"""控除・法定弁済・通算 — debts taken off a benefit, premiums drawn down, months carried over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.premium_tiers import TIER

MONTHS_AFTER_DUE = 12  # 規則18条の2
YEARS_TO_CARRY_OVER = 1  # 法13条

Tiers = tuple[int, ...]  # months paid of each tier, the lowest tier first


class MixedTiers(Refused):
    """Tiers whose months rise with their height: no history makes such."""

    reason = "掛金区分の月数が、下の区分より多くなっています。記録を確かめてください。"


@dataclass(frozen=True)
class DrawnDown:
    """What is left of each tier, what the debt took, and the odd yen of the last month taken."""

    tiers: Tiers
    taken: Yen
    surplus: Yen


@implements("小規模企業共済法16条の2", says="返すべきものを引いて、支給するのは{result}です。")
def after_offset(award: Yen, *, owed: Sequence[Yen]) -> Yen:
    """Return what is paid out after sums to be returned, premiums, surcharges and loans."""
    assert all(debt >= Yen(0) for debt in owed), "a debt is not less than nothing"
    return max(Yen(0), award - total(list(owed)))


@implements("小規模企業共済法16条の3第1項", "小規模企業共済法施行規則18条の2")
def may_draw_down(*, due_on: date, on: date) -> bool:
    """Tell whether a loan is overdue for so long that the premiums may be used: twelve months."""
    return on > later(due_on, months=MONTHS_AFTER_DUE)


@implements(
    "小規模企業共済法16条の3第1項",
    says="{debt}の弁済に、月数の少ない区分から取りくずしました。",
)
def drawn_down(tiers: Tiers, *, debt: Yen) -> DrawnDown:
    """Return the tiers after taking a debt from those with the fewest months, the highest first.

    Whole months of 500 yen are taken until the debt is covered (inferred); the thresholds of the
    Act go on as if nothing had been taken (2項).
    """
    _insist_on_order(tiers)
    left, needed = list(tiers), -(-debt.amount // TIER.amount)
    for place in reversed(range(len(left))):
        months = min(left[place], needed)
        left[place] -= months
        needed -= months
    taken = TIER * (sum(tiers) - sum(left))
    return DrawnDown(tuple(left), min(debt, taken), max(Yen(0), taken - debt))


@implements("小規模企業共済法13条1項", "小規模企業共済法13条2項")
def may_carry_over(*, ended_on: date, joined_on: date, has_claimed: bool) -> bool:
    """Tell whether months may be carried over: joined within a year, and nothing claimed."""
    in_time = ended_on <= joined_on <= later(ended_on, months=12 * YEARS_TO_CARRY_OVER)
    return in_time and not has_claimed


@implements(
    "小規模企業共済法13条1項",
    "小規模企業共済法13条2項",
    says="区分ごとに足した月数は{result}です。",
)
def carried_over(earlier: Tiers, *, later: Tiers) -> Tiers:
    """Return the months of each tier of both contracts together."""
    _insist_on_order(earlier)
    _insist_on_order(later)
    return tuple(one + two for one, two in zip_longest(earlier, later, fillvalue=0))


def _insist_on_order(tiers: Tiers) -> None:
    if any(months < 0 for months in tiers) or list(tiers) != sorted(tiers, reverse=True):
        raise MixedTiers(field="tiers")

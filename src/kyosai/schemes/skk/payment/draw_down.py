"""控除・法定弁済 — debts taken off a benefit, and premiums drawn down for an overdue loan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import period_end
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.full_benefit.paid_months import Band, PaidIn
from kyosai.schemes.skk.premium_tiers import TIER

MONTHS_AFTER_DUE = 12  # 規則18条の2

Tiers = tuple[int, ...]  # months paid of each tier, the lowest tier first


class MixedTiers(Refused):
    """Tiers whose months rise with their height: no history makes such."""

    reason = "掛金区分の月数が、下の区分より多くなっています。記録を確かめてください。"


class NegativeDebt(Refused):
    """A debt below nothing."""

    reason = "返すべき金額が0円より小さくなっています。金額を確かめてください。"


@dataclass(frozen=True)
class DrawnDown:
    """What is left of each tier, what the debt took, and the odd yen of the last month taken."""

    tiers: Tiers
    taken: Yen
    surplus: Yen


@implements("小規模企業共済法16条の2", says="返すべきものを引いて、支給するのは{result}です。")
def after_offset(award: Yen, *, owed: Sequence[Yen]) -> Yen:
    """Return what is paid out after sums to be returned, premiums, surcharges and loans."""
    for debt in owed:
        _insist_on_debt(debt)
    return max(Yen(0), award - total(list(owed)))


@implements(
    "小規模企業共済法16条の3第1項",
    "小規模企業共済法施行規則18条の2",
    says="{due_on}が期限の貸付金は、{on}に掛金の取りくずしが{result:できます|できません}。",
)
def may_draw_down(*, due_on: date, on: date) -> bool:
    """Tell whether a loan is overdue for so long that the premiums may be used: twelve months."""
    return on > period_end(due_on, months=MONTHS_AFTER_DUE)


@implements(
    "小規模企業共済法16条の3第1項",
    says="{debt}の弁済に、月数の少ない区分から取りくずしました。",
)
def drawn_down(tiers: Tiers, *, debt: Yen) -> DrawnDown:
    """Return the tiers after taking a debt from those with the fewest months, the highest first.

    Whole months of 500 yen are taken until the debt is covered (inferred); the thresholds of the
    Act go on as if nothing had been taken (2項).
    """
    insist_on_order(tiers)
    _insist_on_debt(debt)
    left, needed = list(tiers), -(-debt.amount // TIER.amount)
    for place in reversed(range(len(left))):
        months = min(left[place], needed)
        left[place] -= months
        needed -= months
    taken = TIER * (sum(tiers) - sum(left))
    return DrawnDown(tuple(left), min(debt, taken), max(Yen(0), taken - debt))


@implements(
    "小規模企業共済法16条の3第1項",
    "小規模企業共済法16条の3第2項",
    says="{debt}の弁済に取りくずしました。支給に必要な月数は、減らなかったものとして数えます。",
)
def drawn_down_from(paid: PaidIn, *, debt: Yen) -> PaidIn:
    """Return what is left of a dated history: the newest months of the highest tiers go first.

    ``months_paid``, by which the thresholds are tested, stays what it was.
    """
    tiers = [band.months for band in paid.bands for _ in range(band.tiers)]
    left = drawn_down(tuple(len(months) for months in tiers), debt=debt).tiers
    kept = (months[:count] for months, count in zip(tiers, left, strict=True) if count)
    bands = tuple(
        Band(len(list(alike)), months, paid.is_second_kind) for months, alike in groupby(kept)
    )
    return replace(paid, bands=bands)


@implements("小規模企業共済法9条2項", says="区分の月数は、下の区分ほど多くなっています。")
def insist_on_order(tiers: Tiers) -> None:
    """Refuse months below nothing, or more in a higher tier than in a lower one."""
    if any(months < 0 for months in tiers) or list(tiers) != sorted(tiers, reverse=True):
        raise MixedTiers(field="tiers")


def _insist_on_debt(debt: Yen) -> None:
    if debt < Yen(0):
        raise NegativeDebt(field="debt")

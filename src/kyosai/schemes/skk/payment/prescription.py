"""時効 — until when a benefit or a premium can be claimed."""

from datetime import date
from enum import Enum

from kyosai.basis.law import implements
from kyosai.basis.months import later


class Claim(Enum):
    """What is claimed, and the years after which it lapses."""

    BENEFIT = 5  # 共済金等の支給を受ける権利
    PREMIUM = 2  # 掛金の納付を受ける権利・掛金の返還を受ける権利


@implements(
    "小規模企業共済法23条1項",
    "民法140条",
    "民法143条2項",
    says="{claimable_on}から請求できる権利は、{result}の終わりまでに請求します。",
)
def lapses_after(claim: Claim, *, claimable_on: date, unknown_until: date | None = None) -> date:
    """Return the last day on which a claim is in time.

    The day it could first be made is not counted. ``unknown_until``: the day on which survivors
    could first claim because somebody of their rank or before was missing: six months from then.
    """
    last = later(claimable_on, months=claim.value * 12)
    if unknown_until is None or claim is not Claim.BENEFIT:
        return last
    return max(last, later(unknown_until, months=6))

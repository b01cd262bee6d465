"""時効 — until when a benefit or a premium can be claimed."""

from datetime import date
from enum import Enum

from kyosai.basis.law import implements
from kyosai.basis.months import period_end
from kyosai.basis.refusal import Refused


class Claim(Enum):
    """What is claimed, and the years after which it lapses."""

    BENEFIT = 5  # 共済金等の支給を受ける権利
    PREMIUM = 2  # 掛金の納付を受ける権利・掛金の返還を受ける権利


class PostedAfterArrival(Refused):
    """A letter that arrived before it was posted."""

    reason = "投函の日が、届いた日より後になっています。消印の日を確かめてください。"


@implements(
    "小規模企業共済法23条1項",
    "小規模企業共済法23条2項",
    "民法140条",
    "民法143条2項",
    says="{claimable_on}から請求できる権利は、{result}の終わりまでに請求します。",
)
def lapses_after(claim: Claim, *, claimable_on: date, unknown_until: date | None = None) -> date:
    """Return the last day on which a claim is in time.

    The day it could first be made is not counted. ``unknown_until``: the day on which survivors
    could first claim because somebody of their rank or before was missing: six months from then.
    """
    last = period_end(claimable_on, months=claim.value * 12)
    if unknown_until is None or claim is not Claim.BENEFIT:
        return last
    return max(last, period_end(unknown_until, months=6))


@implements(
    "小規模企業共済法24条",
    says="{arrived_on}に届いた請求は、送付の日数を数えないので、{result}にしたものとして数えます。",
)
def counts_from(arrived_on: date, *, posted_on: date | None = None) -> date:
    """Return the day on which a claim counts as made: for one sent by post, the day of posting."""
    if posted_on is None:
        return arrived_on
    if posted_on > arrived_on:
        raise PostedAfterArrival(field="posted_on")
    return posted_on


@implements(
    "小規模企業共済法23条1項",
    "小規模企業共済法24条",
    says="{arrived_on}に届いた請求は期間に{result:間に合います|間に合いません}。",
)
def is_in_time(
    claim: Claim,
    *,
    claimable_on: date,
    arrived_on: date,
    posted_on: date | None = None,
    unknown_until: date | None = None,
) -> bool:
    """Tell whether a claim was made before it lapsed, days in the post not counted."""
    last = lapses_after(claim, claimable_on=claimable_on, unknown_until=unknown_until)
    return counts_from(arrived_on, posted_on=posted_on) <= last

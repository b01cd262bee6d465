"""通算 — the months of a contract that ended go on in a new one, tier by tier."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import zip_longest

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import implements
from kyosai.basis.months import period_end
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment.draw_down import Tiers, insist_on_order

MONTHS_TO_JOIN = 12  # 「一年以内に」
DEEMED_SINCE = date(2011, 1, 1)  # 平成22年法律24号
CO_MANAGERS_SINCE = date(2016, 4, 1)  # 平成27年法律61号


class Ended(Enum):
    """How the old contract ended, as far as 法13条1項 tells apart."""

    BY_CAUSE = "共済事由（法9条1項1号・2号）"
    DEEMED = "みなし解除（法7条4項）"
    CO_MANAGER_LEFT = "共同経営者の任意の退任（法7条3項・規則17条の2）"
    OTHERWISE = "そのほか（老齢給付の請求・任意解約・機構解約など）"


class Kin(Enum):
    """What the successor is to the earlier holder (法13条2項)."""

    SPOUSE = "配偶者"
    CHILD = "子"
    OTHER = "そのほか"


class NoGround(Refused):
    """The old contract ended in a way from which months are not carried over."""

    reason = (
        "この終わり方をした契約の月数は、通算できません。"
        "通算できるのは、共済事由、法人成り、役員の退任、共同経営者の退任のあとです。"
    )


class TooLate(Refused):
    """The new contract was not formed within a year, or before the old one ended."""

    reason = "通算できるのは、前の契約が終わってから1年以内に加入したときです。"


class Claimed(Refused):
    """The benefit of the old contract was claimed, or the right to it was given away."""

    reason = "前の契約の共済金や解約手当金を請求したか、譲っているので、通算できません。"


class OtherKind(Refused):
    """Second-kind months into a first-kind contract, or the reverse."""

    reason = "第二種共済契約の月数は、第二種の契約どうしでだけ通算できます。"


class NotASuccessor(Refused):
    """Not the spouse or child who alone took over the whole business, as an individual."""

    reason = (
        "通算できるのは、個人事業の全部を1人で譲り受けるか相続した配偶者か子が、"
        "前の契約の共済金等の全部を受ける権利をもち、個人事業主として加入したときです。"
    )


class OnlyOnce(Refused):
    """Months that were already carried over to a successor once."""

    reason = "承継による通算は1回だけです。前の契約は、すでに承継で通算されています。"


@dataclass(frozen=True, kw_only=True)
class SamePerson:
    """Somebody who joins again. ``has_given_away``: the right, on condition (法15条ただし書)."""

    ended: Ended
    ended_on: date
    joined_on: date
    has_claimed: bool = False
    has_given_away: bool = False
    from_second_kind: bool = False
    into_second_kind: bool = False


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Somebody who takes over a business. ``taken_on``: the transfer, or the holder's death.

    ``was_individual``: the old contract was an individual's, a co-manager's included.
    """

    kin: Kin
    taken_on: date
    joined_on: date
    is_alone: bool = True
    is_whole_business: bool = True
    was_individual: bool = True
    is_individual: bool = True
    holds_whole_right: bool = True
    has_claimed: bool = False
    was_succeeded_before: bool = False
    from_second_kind: bool = False
    into_second_kind: bool = False


@implements(
    "小規模企業共済法13条1項",
    "小規模企業共済法施行規則17条の2",
    says="前の契約の月数を通算できます。",
)
def insist_on_same_person(person: SamePerson) -> None:
    """Refuse to carry months over unless the holder joined again in time and claimed nothing.

    A co-manager who left counts when the new contract is formed since April 2016, deemed
    cancellations when they happened since January 2011.
    """
    if person.ended is Ended.OTHERWISE:
        raise NoGround(field="ended")
    if person.ended is Ended.DEEMED and person.ended_on < DEEMED_SINCE:
        raise NotYetInForce(f"not read for deemed cancellations before {DEEMED_SINCE}")
    if person.ended is Ended.CO_MANAGER_LEFT and person.joined_on < CO_MANAGERS_SINCE:
        raise NoGround(field="joined_on")
    _insist_on_kind(person.from_second_kind, person.into_second_kind)
    _insist_on_time(person.ended_on, joined_on=person.joined_on)
    if person.has_claimed or person.has_given_away:
        raise Claimed(field="has_claimed")


@implements("小規模企業共済法13条2項", says="承継した契約の月数を通算できます。")
def insist_on_successor(successor: Successor) -> None:
    """Refuse unless spouse or child alone took over the whole business and joined in time."""
    is_family = successor.kin is not Kin.OTHER
    whole = successor.is_alone and successor.is_whole_business and successor.holds_whole_right
    as_individuals = successor.was_individual and successor.is_individual
    if not (is_family and whole and as_individuals):
        raise NotASuccessor(field="kin")
    if successor.was_succeeded_before:
        raise OnlyOnce(field="was_succeeded_before")
    _insist_on_kind(successor.from_second_kind, successor.into_second_kind)
    _insist_on_time(successor.taken_on, joined_on=successor.joined_on)
    if successor.has_claimed:
        raise Claimed(field="has_claimed")


@implements(
    "小規模企業共済法13条1項",
    "小規模企業共済法13条2項",
    says="区分ごとに足した月数は{result}です。",
)
def carried_over(earlier: Tiers, *, later: Tiers) -> Tiers:
    """Return the months of each tier of both contracts together; the gap is not counted."""
    insist_on_order(earlier)
    insist_on_order(later)
    return tuple(one + two for one, two in zip_longest(earlier, later, fillvalue=0))


def _insist_on_time(ended_on: date, *, joined_on: date) -> None:
    if not ended_on <= joined_on <= period_end(ended_on, months=MONTHS_TO_JOIN):
        raise TooLate(field="joined_on")


def _insist_on_kind(from_second_kind: bool, into_second_kind: bool) -> None:
    if from_second_kind is not into_second_kind:
        raise OtherKind(field="into_second_kind")

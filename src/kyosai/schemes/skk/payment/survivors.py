"""遺族 — who receives a dead holder's benefit, in what order, in what shares."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused


class Kin(Enum):
    """What a survivor was to the holder; parents and grandparents in the order of 法10条2項."""

    SPOUSE = "配偶者"
    CHILD = "子"
    ADOPTIVE_PARENT = "養父母"
    PARENT = "実父母"
    GRANDCHILD = "孫"
    GRANDPARENT_ADOPTIVE_BY_ADOPTIVE = "養父母の養父母"
    GRANDPARENT_BY_ADOPTIVE = "養父母の実父母"
    GRANDPARENT_ADOPTIVE = "実父母の養父母"
    GRANDPARENT = "実父母の実父母"
    SIBLING = "兄弟姉妹"
    GREAT_GRANDCHILD = "孫の子"
    CHILD_OF_SIBLING = "兄弟姉妹の子"
    OTHER_RELATIVE = "そのほかの親族"


ORDER = list(Kin)
CLOSE = ORDER[ORDER.index(Kin.CHILD) : ORDER.index(Kin.SIBLING) + 1]  # 法10条1項2号・4号
FAR_SINCE = date(2016, 4, 1)  # 平成27年法律61号
FAR = [Kin.GREAT_GRANDCHILD, Kin.CHILD_OF_SIBLING]  # 法10条1項5号


class NobodyEntitled(Refused):
    """None of the relatives named may receive the benefit."""

    reason = (
        "共済金を受け取れるご遺族が見つかりません。"
        "ご親族の続き柄と、生計をともにしていたかを確かめてください。"
    )


class NegativeBenefit(Refused):
    """A benefit below nothing."""

    reason = "分ける共済金が0円より小さくなっています。金額を確かめてください。"


@dataclass(frozen=True)
class Relative:
    """A relative alive at the holder's death. ``key`` tells relatives apart.

    ``was_supported``: lived mainly on the holder's income. ``has_killed``: the holder, or somebody
    who would have come first, on purpose (法11条).
    """

    key: str
    kin: Kin
    was_supported: bool = False
    has_killed: bool = False

    def __str__(self) -> str:
        return f"{self.key}（{self.kin.value}）"


@implements(
    "小規模企業共済法10条1項",
    "小規模企業共済法10条2項",
    "小規模企業共済法11条",
    says="{relative}の順位（号、号の中の順）は{result}です。",
)
def rank(relative: Relative, *, died_on: date) -> tuple[int, int] | None:
    """Return the rank, lower first: the item of 法10条1項 and the order inside it, or None.

    The fifth item stands in the Act for deaths since 1 April 2016.
    """
    if relative.has_killed:
        return None
    kin, inside = relative.kin, ORDER.index(relative.kin)
    if kin is Kin.SPOUSE:
        return (1, 0)
    if kin in CLOSE:
        return (2 if relative.was_supported else 4, inside)
    if relative.was_supported:
        return (3, 0)
    return (5, inside) if kin in FAR and died_on >= FAR_SINCE else None


@implements("小規模企業共済法10条2項", says="受け取る遺族は{result}です。")
def survivors_entitled(relatives: Sequence[Relative], *, died_on: date) -> tuple[str, ...]:
    """Return the keys of all who share the first rank; refuse when there is nobody."""
    ranks = {relative.key: rank(relative, died_on=died_on) for relative in relatives}
    assert len(ranks) == len(relatives), "each relative has a key of their own"
    known = [place for place in ranks.values() if place is not None]
    if not known:
        raise NobodyEntitled(field="relatives")
    return tuple(key for key, place in ranks.items() if place == min(known))


@implements(
    "小規模企業共済法施行規則10条7項",
    says="共済金を請求するのは{result}です。",
)
def claimants(entitled: Sequence[str], *, died: Collection[str] = ()) -> dict[str, str]:
    """Return who claims each share: a survivor who has died is followed by heirs of their own.

    The right is the survivor's; it does not fall back to those of a later rank.
    """
    return {key: "相続人" if key in died else "本人" for key in entitled}


@implements("小規模企業共済法10条3項", says="人数で等しく分けると{result}です。")
def equal_shares(benefit: Yen, *, among: Sequence[str]) -> dict[str, Yen]:
    """Return each share, equal by head; odd yen go one each from the first (inferred)."""
    if not among:
        raise NobodyEntitled(field="among")
    if benefit < Yen(0):
        raise NegativeBenefit(field="benefit")
    each, odd = divmod(benefit.amount, len(among))
    return {key: Yen(each + (place < odd)) for place, key in enumerate(among)}

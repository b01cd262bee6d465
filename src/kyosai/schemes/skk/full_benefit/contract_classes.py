"""契約の種類 — under which Act a contract began, and what a chain of carried months counts as."""

from collections.abc import Sequence
from datetime import date

from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused


class ContractClass(Keyed):
    """The five kinds of contract, oldest first (経過措置政令1条)."""

    FIRST_KIND = "旧第一種共済契約"
    SECOND_KIND = "旧第二種共済契約"
    ACT_OF_1995 = "七年法共済契約"
    ACT_OF_1998 = "十年法共済契約"
    ACT_OF_2003 = "十五年法共済契約"


FORMED = Dated(
    Version(date(1965, 12, 1), ContractClass.FIRST_KIND, "小規模企業共済法（昭和40年法律102号）"),
    Version(date(1996, 4, 1), ContractClass.ACT_OF_1995, "平成7年法律44号"),
    Version(date(2000, 4, 1), ContractClass.ACT_OF_1998, "平成10年法律147号"),
    Version(date(2004, 4, 1), ContractClass.ACT_OF_2003, "平成15年法律88号"),
)


class NoSecondKind(Refused):
    """A second-kind contract formed after the kinds were abolished."""

    reason = (
        "第二種共済契約は、平成8年3月31日までの契約です。"
        "契約の日を確かめるか、種類を選びなおしてください。"
    )


class MixedKinds(Refused):
    """A chain of contracts that holds both kinds, or none at all."""

    reason = (
        "第二種共済契約の月数は、第二種どうしでだけ通算できます。"
        "通算する契約の種類を確かめてください。"
    )


@implements(
    "小規模企業共済法経過措置政令1条",
    says="{formed_on}に効力を生じた契約は、{result}です。",
)
def contract_class(formed_on: date, *, is_second_kind: bool = False) -> ContractClass:
    """Return the kind of a contract by its day of effect; there is no second kind since 1996.

    Contracts from before the kinds were told apart in 1967 are of the second kind, unless their
    holder asked for the first within ninety days (昭和42年法律91号附則2条).
    """
    found = FORMED.on(formed_on)
    if not is_second_kind:
        return found
    if found is not ContractClass.FIRST_KIND:
        raise NoSecondKind(field="formed_on")
    return ContractClass.SECOND_KIND


@implements(
    "小規模企業共済法経過措置政令6条",
    says="月数を通算した契約（古い順に {classes}）は、{result}として計算します。",
)
def class_of_chain(classes: Sequence[ContractClass]) -> ContractClass:
    """Return what a chain counts as, the earliest contract first: its oldest kind.

    The second kind is carried over only into contracts of its own kind (平成7年法律44号附則5条).
    """
    order = list(ContractClass)
    kinds = set(classes) & {ContractClass.FIRST_KIND, ContractClass.SECOND_KIND}
    if not classes or len(kinds) > 1 or list(classes) != sorted(classes, key=order.index):
        raise MixedKinds(field="classes")
    return classes[0]

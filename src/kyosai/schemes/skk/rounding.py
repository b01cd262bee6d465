"""端数 — how a benefit becomes whole yen."""

from fractions import Fraction

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, fifty_sen


@implements(
    "小規模企業共済法22条",
    says="{amount}円の、1円に満たない端数を整えて（50銭から切上げ）{result}です。",
)
def whole_yen(amount: Fraction) -> Yen:
    """Return the amount payable; applied once, to the total.

    「五十銭未満の端数があるときは切り捨て、五十銭以上一円未満の端数があるときは一円に切り上げる」
    """
    return fifty_sen(amount)

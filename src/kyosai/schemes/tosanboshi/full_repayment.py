"""完済手当金 — an allowance of which the Act speaks, and of which none has ever been paid."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.schemes.tosanboshi.impossible import BelowNothing

TENTH = Fraction(1, 10)  # 法11条の2第3項「十分の一に相当する額」


@implements("中小企業倒産防止共済法11条の2", says="完済手当金は{result}です。")
def full_repayment_allowance(repaid: Yen, *, was_ever_late: bool, on: date) -> Yen:
    """Return the allowance for a loan repaid in time: nothing, while no order has set its share.

    「償還された共済金の額の十分の一に相当する額に…政令で定める割合を乗じて得た額」.
    """
    BelowNothing.refuse(repaid=repaid)
    if was_ever_late:
        return Yen(0)
    return cut_off(repaid.of(TENTH * Fraction(_law().on(on)["percent"]) / 100))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "full_repayment")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""公的年金等控除 — what is left as income of a year's instalments, for those under sixty-five."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, raised
from kyosai.basis.refusal import Refused

NOTHING = Yen(0)


class TooOld(Refused):
    """Sixty-five or older at the end of the year: that table is not known here."""

    reason = (
        "65歳以上の方の公的年金等控除は、ここでは計算できません。"
        "税務署か国税庁の確定申告書等作成コーナーで確かめてください。"
    )


class LessThanNothing(Refused):
    """A pension or another income below nothing."""

    reason = "年金等の額か、ほかの所得が0円より小さくなっています。0円以上で入れてください。"


@implements(
    "所得税法35条4項",
    "租税特別措置法41条の15の3",
    "年齢計算ニ関スル法律1条",
    says="{year}年の公的年金等{pension}から控除されるのは{result}です。",
)
def public_pension_deduction(pension: Yen, *, other_income: Yen, born_on: date, year: int) -> Yen:
    """Return the deduction in yen, raised to whole yen (inferred); refuse sixty-five and older.

    The age is that of 31 December. ``pension`` is everything of the year that counts as one.
    """
    law = _law().on(date(year, 1, 1))
    if min(pension, other_income) < NOTHING:
        raise LessThanNothing(field="pension")
    if is_of_age(law["older_from_age"], born_on=born_on, year=year):
        raise TooOld(field="born_on")
    row = next(
        row
        for row in law["other_income"]
        if other_income.amount <= row.get("to", other_income.amount)
    )
    rest = max(NOTHING, pension - Yen(law["taken_first"])).amount
    step = [step for step in law["steps"] if step["above"] < rest or not step["above"]][-1]
    more = step["yen"] + Fraction(step["percent"], 100) * (rest - step["above"])
    return max(Yen(row["least"]), raised(row["base"] + more))


@implements("所得税法35条2項", says="雑所得になるのは{result}です。")
def public_pension_income(pension: Yen, *, other_income: Yen, born_on: date, year: int) -> Yen:
    """Return what of a year's public pensions is income: what the deduction leaves."""
    deduction = public_pension_deduction(
        pension, other_income=other_income, born_on=born_on, year=year
    )
    return max(NOTHING, pension - deduction)


@implements(
    "年齢計算ニ関スル法律1条",
    "租税特別措置法41条の15の3",
    says="{year}年の12月31日に{age}歳に{result:なっています|なっていません}。",
)
def is_of_age(age: int, *, born_on: date, year: int) -> bool:
    """Tell whether an age is reached by the end of a year: on the day before the birthday."""
    return born_on <= date(year + 1 - age, 1, 1)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "public_pension")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

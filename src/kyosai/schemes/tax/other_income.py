"""一時所得と公的年金等 — a cancellation before sixty-five, and benefits paid in instalments."""

from datetime import date
from fractions import Fraction
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, raised
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax.premium_deduction import reconstruction_percent

NOTHING = Yen(0)


class LessThanNothing(Refused):
    """A sum below nothing."""

    reason = "金額が0円より小さくなっています。0円以上で入れてください。"


@implements(
    "所得税法34条2項",
    "所得税法施行令183条2項",
    says="掛金は経費にならず、特別控除を引いた一時所得は{result}です。",
)
def occasional_income(allowance: Yen, *, others: Yen = NOTHING) -> Yen:
    """Return the 一時所得 of a year: the premiums, deducted when paid, are no expense."""
    _insist_on_money(allowance, others)
    return max(NOTHING, allowance + others - Yen(_facts()["special_deduction"]))


@implements("所得税法22条2項2号", says="総所得に入るのは半分の{result}です。")
def counted_in_total_income(occasional: Yen) -> Yen:
    """Return the half that enters total income, cut off below one yen."""
    return cut_off(occasional.of(Fraction(1, 2)))


@implements(
    "所得税法203条の3",
    "所得税法施行令319条の7第2項",
    says="1回{instalment}から源泉徴収するのは{result}です。",
)
def withheld_from_instalment(instalment: Yen, *, on: date) -> Yen:
    """Return what is withheld from one instalment: 10.21 per cent of three quarters.

    The quarter taken off is raised to whole yen, the tax is cut off below one yen.
    """
    _insist_on_money(instalment)
    facts = _facts()
    quarter = raised(instalment.of(Fraction(facts["taken_off_percent"], 100)))
    rate = Fraction(facts["rate_percent"], 100) * (1 + reconstruction_percent(year=on.year) / 100)
    return cut_off((instalment - quarter).of(rate))


def _insist_on_money(*sums: Yen) -> None:
    if min(sums) < NOTHING:
        raise LessThanNothing(field="yen")


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "other_income")

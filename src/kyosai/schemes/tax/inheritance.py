"""相続税の非課税 — what of a benefit paid after a death is not counted as inherited."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.refusal import Refused

NOTHING = Yen(0)


class ImpossibleShare(Refused):
    """More received by one than by all, or less than nothing."""

    reason = (
        "受け取った額が正しくありません。相続人全員の合計と、そのうちの1人の額を確かめてください。"
    )


class ImpossibleHeirs(Refused):
    """Fewer heirs than none."""

    reason = "法定相続人の数が0より小さくなっています。0人以上で入れてください。"


@implements("相続税法12条1項6号", says="法定相続人{heirs}人の非課税限度額は{result}です。")
def tax_free_limit(heirs: int, *, died_on: date) -> Yen:
    """Return five million yen for each statutory heir, whether or not that heir receives anything.

    ``heirs`` is counted as 相続税法15条2項 says: who renounced is counted.
    """
    if heirs < 0:
        raise ImpossibleHeirs(field="heirs")
    return Yen(_law().on(died_on)["per_heir"]) * heirs


@implements(
    "相続税法12条1項6号",
    "相続税法施行令1条の3第10号",
    says="受け取った{received}のうち、相続税がかかるのは{result}です。",
)
def counted_as_inherited(
    received: Yen, *, by_all_heirs: Yen, heirs: int, is_heir: bool, died_on: date
) -> Yen:
    """Return what of a survivor's benefit is taxed as inherited.

    The limit is divided among the heirs by what each received; a survivor who is no heir has no
    part in it. ``by_all_heirs`` is what all heirs together received.
    """
    if received < NOTHING or (is_heir and received > by_all_heirs):
        raise ImpossibleShare(field="received")
    limit = tax_free_limit(heirs, died_on=died_on)
    if not is_heir or not by_all_heirs:
        return received
    free = min(limit, by_all_heirs).of(Fraction(received.amount, by_all_heirs.amount))
    return received - cut_off(free)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "inheritance")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

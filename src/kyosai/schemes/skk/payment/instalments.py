"""分割支給 — a benefit in equal parts over ten or fifteen years, and what the rest is worth."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import count, islice
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.compound import growth
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.rounding import whole_yen

YEARS = (10, 15)


class TooYoung(Refused):
    """Under sixty on the day of the event."""

    reason = "分割で受け取れるのは、事由が生じた日に60歳以上の方です。一括でお受け取りください。"


class TooSmall(Refused):
    """The benefit, or a part of it, is below what may be divided."""

    reason = (
        "分割で受け取れるのは、全部なら共済金が300万円以上、一部なら330万円以上"
        "（分割が300万円以上、一括が30万円以上）のときです。"
    )


class NothingToCome(Refused):
    """Fewer payments to come than none."""

    reason = "残りの回数が0より小さくなっています。これから受け取る回数を入れてください。"


class NoSuchPeriod(Refused):
    """Neither ten nor fifteen years."""

    reason = "分割の期間は10年か15年です。どちらかを選んでください。"


@implements(
    "小規模企業共済法9条の3第1項",
    "小規模企業共済法施行規則10条の2の2",
    says="{benefit}のうち{divided}を分割で支給できます。",
)
def insist_on_division(
    benefit: Yen, *, divided: Yen, age_at_event: int, is_old_age: bool = False
) -> None:
    """Refuse to divide a benefit that is too small, or whose holder was under sixty.

    ``is_old_age``: the claim under 法9条1項3号, to which the age of sixty is not put.
    """
    smallest, at_once = limits(), benefit - divided
    if not is_old_age and age_at_event < _facts()["limits"]["age"]:
        raise TooYoung(field="divided")
    is_small = benefit < (smallest["partly"] if at_once else smallest["whole"])
    if is_small or divided < smallest["divided"] or (at_once and at_once < smallest["at_once"]):
        raise TooSmall(field="divided")


@implements(
    "小規模企業共済法9条の3第5項",
    "小規模企業共済法施行令3条",
    "小規模企業共済法22条",
    says="{divided}を{years}年に分けると、1回は{result}です。",
)
def instalment(divided: Yen, *, years: int, claimed_on: date) -> Yen:
    """Return one payment in whole yen, by the rate in force when the claim was made."""
    version = _versions().on(claimed_on)
    if str(years) not in version["rates"]:
        raise NoSuchPeriod(field="years")
    rate = Fraction(version["rates"][str(years)]) + Fraction(version["minister_adds"])
    return whole_yen(divided.of(rate))


@implements(
    "小規模企業共済法9条の3第3項",
    "小規模企業共済法9条の3第4項",
    says="{claimed_on}に請求した{years}年の分割は、{result}に支給します（年-月）。",
)
def instalment_months(*, years: int, claimed_on: date) -> tuple[Month, ...]:
    """Return the months of payment, from the first one after the month of the claim (inferred)."""
    if years not in YEARS:
        raise NoSuchPeriod(field="years")
    yearly = len(_versions().on(claimed_on)["payment_months"])
    return tuple(islice(_months_after(claimed_on), years * yearly))


@implements(
    "小規模企業共済法9条の4第2項",
    "小規模企業共済法22条",
    says="1回{each}の残り{remaining}回は、いま一括で{result}です。",
)
def present_value(each: Yen, *, remaining: int, claimed_on: date) -> Yen:
    """Return what the payments still to come are worth, in whole yen, rounded once (inferred).

    Each is discounted back to the next month of payment, which itself is not. The Act can also be
    read as rounding each one: the parameter ``rounded`` says which (decision 0009).
    """
    if remaining < 0:
        raise NothingToCome(field="remaining")
    step = 12 // len(_versions().on(claimed_on)["payment_months"])
    yearly = Fraction(_facts()["present_value"]["yearly_rate"])
    parts = (each.amount / growth(yearly, months=step * place) for place in range(remaining))
    if _facts()["present_value"]["rounded"] == "each":
        return total([whole_yen(part) for part in parts])
    return whole_yen(sum(parts, Fraction(0)))


@implements(
    "小規模企業共済法施行規則10条の2の2",
    says="分割できる額の下限を調べました。",
)
def limits() -> dict[str, Yen]:
    """Return the smallest amounts that may be divided, and be paid beside a division."""
    return {name: Yen(yen) for name, yen in _facts()["limits"].items() if name != "age"}


def _months_after(claimed_on: date) -> Iterator[Month]:
    months_of_payment = _versions().on(claimed_on)["payment_months"]
    following = (Month.of(claimed_on) + distance for distance in count(1))
    return (month for month in following if month.month in months_of_payment)


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "instalments")


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = _facts()
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

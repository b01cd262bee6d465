"""共済金・準共済金 — the basic amounts (基本額), by 500-yen tier and months paid.

What is paid later also holds 付加共済金, whose rate the minister sets year by year; these figures
are without it and say so (``BASIC``).
"""

from collections import Counter
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.premium_tiers import TIER, History, months_paid, premium_tiers
from kyosai.schemes.skk.rounding import whole_yen

BASIC = "基本額"


class Kind(Keyed):
    """Which column of 施行令別表第一 a benefit is read from."""

    A = "共済金A"  # 第2欄
    B = "共済金B"  # 第3欄
    JUN = "準共済金"  # 第4欄


class NegativeMonths(Refused):
    """A count of months below nothing."""

    reason = "月数が0より小さくなっています。納めた月数を確かめてください。"


class NoRow(Refused):
    """Months before the first row of a table."""

    reason = "表は36か月からです。36か月に満たない区分は、納めた掛金の合計額です。"


class Threshold(Enum):
    """What the months paid must reach before anything is due."""

    EVENT = "event"  # 法第9条第1項
    OLD_AGE = "old_age"  # 法第9条第1項第3号
    MATURED = "matured"  # 平成7年法律第44号附則第5条、第二種の満期
    JUN = "jun"  # 法第12条第1項
    CANCELLATION = "cancellation"  # 法第12条第1項


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法12条1項",
    says="{months_paid}か月は、受け取るのに必要な月数に{result:届いています|届いていません}。",
)
def has_reached(threshold: Threshold, *, months_paid: int) -> bool:
    """Tell whether the contract's months paid open the door to a payment at all."""
    if months_paid < 0:
        raise NegativeMonths(field="months_paid")
    return months_paid >= _needed(threshold)


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法12条1項",
    says="{on}に必要な掛金納付月数は{result}か月です。",
)
def months_needed(threshold: Threshold, *, on: date) -> int:
    """Return the months a payment needs on a day: old age took twenty years before April 1978."""
    if threshold is Threshold.OLD_AGE:
        return _old_age().on(on)
    return _needed(threshold)


@implements(
    "小規模企業共済法9条1項3号",
    says="{age}歳、納付{months_paid}か月では、老齢給付を{result:請求できます|請求できません}。",
)
def may_claim_old_age(*, months_paid: int, age: int) -> bool:
    """Tell whether a holder may claim 老齢給付: sixty-five, and fifteen years paid."""
    of_age: bool = age >= _facts()["age_needed"]["old_age"]
    return of_age and has_reached(Threshold.OLD_AGE, months_paid=months_paid)


@implements(
    "小規模企業共済法9条3項",
    "小規模企業共済法12条3項2号",
    "小規模企業共済法12条4項",
    says="500円の分をすべて足すと、{kind}の基本額は{result}です。",
)
def basic_benefit(kind: Kind, *, history: History) -> Yen:
    """Return the 基本額 of a benefit, which is nothing before the months needed.

    The thresholds look at the contract's months, the amounts at each tier's own.
    """
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    if not has_reached(threshold, months_paid=months_paid(history)):
        return Yen(0)
    tiers = Counter(premium_tiers(history))
    amounts = (tier_benefit(kind, months=months) * alike for months, alike in tiers.items())
    return whole_yen(Fraction(sum(amounts)))


@implements(
    "小規模企業共済法施行令2条",
    "小規模企業共済法施行令4条2項",
    says="{months}か月納めた500円は、1つにつき{result}円になります（{kind}）。",
)
def tier_benefit(kind: Kind, *, months: int) -> int:
    """Return the yen of one tier: its premiums up to 35 months, then the table's row.

    準共済金 is never less than the premiums paid.
    """
    if months < 0:
        raise NegativeMonths(field="months")
    paid_in = TIER.amount * months
    if months < _facts()["table_from_months"]:
        return paid_in
    by_table = table_amount(kind, months=months)
    return max(paid_in, by_table) if kind is Kind.JUN else by_table


@implements(
    "小規模企業共済法施行令2条",
    "小規模企業共済法施行令4条2項",
    says="別表第一の{months}か月の行では{result}円です（{kind}）。",
)
def table_amount(kind: Kind, *, months: int) -> int:
    """Return the yen of 別表第一 for one tier, from thirty-six months on."""
    if months < _facts()["table_from_months"]:
        raise NoRow(field="months")
    table = _table(kind.key)
    last = next(reversed(table))
    if months <= last:
        return table[months]
    more: int = _facts()["after_table"][kind.key]
    return table[last] + more * (months - last)


@cache
def _table(column: str) -> dict[int, int]:
    rows = parameters.rows(__package__, "basic_benefit")
    return {int(row["months"]): int(row[column]) for row in rows}


def _needed(threshold: Threshold) -> int:
    needed: int = _facts()["months_needed"][threshold.value]
    return needed


@cache
def _old_age() -> Dated[int]:
    facts = _facts()
    rows = facts["old_age_months"]
    return Dated(*(Version(row["since"], row["months"], facts["source"]) for row in rows))


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "benefit")

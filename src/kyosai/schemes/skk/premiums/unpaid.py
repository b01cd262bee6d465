"""未納と機構解約 — which months are in arrears, and when they or fraud end the contract."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.premiums import deferral
from kyosai.schemes.skk.premiums.deferral import Deferrals

NONE: Deferrals = MappingProxyType({})


class JustReason(Keyed):
    """Why a month could not be paid through no fault of the holder (規則5条2項)."""

    NATURE = "暴風・豪雨・洪水・地震その他の異常な自然現象"
    FIRE = "火事"
    EXPLOSION = "爆発"
    ALIKE = "その他、責めに帰することができない事由"


class Ground(Keyed):
    """Why SMRJ must cancel (法7条2項)."""

    ARREARS = "12か月分以上の掛金を納めなかった"  # 1号
    FRAUD = "不正の行為で共済金等を受け、または受けようとした"  # 2号


@implements("小規模企業共済法17条1項", says="期限を過ぎて納めていない月: {result}。")
def arrears(
    owed: Iterable[Month],
    *,
    paid: Collection[Month],
    formed_on: date,
    on: date,
    deferrals: Deferrals = NONE,
) -> tuple[Month, ...]:
    """Return the months owed whose due date has passed unpaid, oldest first.

    ``owed`` holds no month of a premium holiday: those are neither owed nor unpaid.
    """
    return tuple(
        month
        for month in sorted(set(owed) - set(paid))
        if deferral.due_on(month, formed_on=formed_on, deferrals=deferrals) < on
    )


@implements(
    "小規模企業共済法7条2項1号",
    "小規模企業共済法7条2項2号",
    "小規模企業共済法施行規則5条1項",
    "小規模企業共済法施行規則5条2項",
    says="機構が契約を解除する理由: {result}。",
)
def grounds_for_cancellation(
    unpaid: Collection[Month],
    *,
    on: date,
    excused: Mapping[Month, JustReason] = MappingProxyType({}),
    has_defrauded: bool = False,
) -> tuple[Ground, ...]:
    """Return every ground that holds; none: SMRJ may not cancel (法7条1項).

    「正当な理由」 takes a month out of the count (inferred: it excuses the months it kept from
    being paid). It does so only for what was left unpaid until a day since April 2016.
    """
    is_excusing: bool = _law().on(on)["just_reason_excuses"]
    counted = set(unpaid) - (set(excused) if is_excusing else set())
    holds = {
        Ground.ARREARS: premium.is_ground_for_cancellation(len(counted), on=on),
        Ground.FRAUD: has_defrauded,
    }
    return tuple(ground for ground, is_so in holds.items() if is_so)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "unpaid")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

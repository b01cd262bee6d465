"""傷病災害時貸付け — a stay in hospital or a disaster, and how much money it makes necessary."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.loan.occasions import NotConfirmed, insist_on_time


class TooShort(Refused):
    """Fewer than five days in hospital."""

    reason = "5日以上の入院が対象です。日数に届かないときは、一般貸付けを申し込んでください。"


class ImpossibleStay(Refused):
    """Discharged before being admitted."""

    reason = "退院の日が入院の日より前です。日付を確かめてください。"


class ImpossibleAccounts(Refused):
    """A figure of the accounts below nothing."""

    reason = "決算の金額に0円より小さいものがあります。流動負債・当座資金・経費を確かめてください。"


@implements("貸付規程1条", says="入院は{result}日です。")
def days_in_hospital(*, admitted_on: date, until: date) -> int:
    """Return the days of a stay, the first and the last among them (inferred)."""
    if until < admitted_on:
        raise ImpossibleStay(field="until")
    return (until - admitted_on).days + 1


@implements("貸付規程1条", says="{admitted_on}からの入院、申込みは{applied_on}です。")
def insist_on_illness(*, admitted_on: date, until: date, applied_on: date) -> None:
    """Refuse a loan for illness or injury: five days in hospital, within six months."""
    law = _law().on(applied_on)
    if days_in_hospital(admitted_on=admitted_on, until=until) < law["days_in_hospital"]:
        raise TooShort(field="until")
    insist_on_time(applied_on, event_on=admitted_on, before=0, after=law["months_after_illness"])


@implements("貸付規程1条", says="罹災は{struck_on}、申込みは{applied_on}です。")
def insist_on_disaster(*, struck_on: date, is_confirmed: bool, applied_on: date) -> None:
    """Refuse a loan for a disaster: the damage is certified, within six months."""
    if not is_confirmed:
        raise NotConfirmed(field="is_confirmed")
    after = _law().on(applied_on)["months_after_disaster"]
    insist_on_time(applied_on, event_on=struck_on, before=0, after=after)


@implements("貸付規程1条", says="決算から見て必要な資金は{result}までです。")
def funds_needed(
    *,
    current_liabilities: Yen,
    liquid_funds: Yen,
    salaries: Yen,
    wages: Yen,
    other_expenses: Yen,
    on: date,
) -> Yen:
    """Return the ceiling of need: liabilities less liquid funds, and half the yearly expenses.

    「（流動負債－当座資金）＋½（給与＋賃金＋その他経費）」, cut off, not below nothing.
    """
    figures = (current_liabilities, liquid_funds, salaries, wages, other_expenses)
    if any(figure < Yen(0) for figure in figures):
        raise ImpossibleAccounts(field="accounts")
    share = Fraction(_law().on(on)["share_of_expenses"])
    half = cut_off(total([salaries, wages, other_expenses]).of(share))
    return max(Yen(0), current_liabilities - liquid_funds + half)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "illness_or_disaster")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

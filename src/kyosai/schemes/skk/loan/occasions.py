"""特別な貸付けの事由 — what each special loan is for, and until when it is asked for."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused


class TooLate(Refused):
    """Asked for after the time the occasion leaves."""

    reason = "申し込める期間を過ぎています。一般貸付けを申し込んでください。"


class TooEarly(Refused):
    """Asked for before the time the occasion opens."""

    reason = "まだ申し込める期間ではありません。期間に入ってから申し込んでください。"


class NotConfirmed(Refused):
    """No paper of those who confirm the occasion."""

    reason = "事由を確認した書類がありません。商工会・商工会議所などの確認書を添えてください。"


class NoComparison(Refused):
    """Sales that cannot be compared."""

    reason = "比べる月の売上が入っていません。前年の同じ月などの売上を、1円以上で入れてください。"


class NoSuchDrop(Refused):
    """Sales fell by too little."""

    reason = "売上の減り方が基準に届きません。一般貸付けを申し込んでください。"


class NotInNeed(Refused):
    """Neither old enough nor disabled, or not of the household."""

    reason = (
        "本人か同居の親族が65歳以上か身体障害者などのときの貸付けです。"
        "当てはまらないときは、一般貸付けを申し込んでください。"
    )


class HasClaimed(Refused):
    """The benefit has been claimed, or the contract cancelled."""

    reason = (
        "共済金を請求したか、任意に解約したときは借りられません。請求する前に申し込んでください。"
    )


class NoPlan(Refused):
    """No written plan."""

    reason = "計画書がありません。事業の計画を書いて添えてください。"


class NewBusiness(Keyed):
    """What is begun with the money (創業転業時・新規事業展開等)."""

    AFTER_CLOSING = "廃業のあとの開業"
    NEW_FIELD = "新しい分野への進出"
    SUCCESSOR = "後継者の開業"


@implements("貸付規程1条", says="売上は、{compared}から{sales}へ{result:%}減りました。")
def drop_of_sales(sales: Yen, *, compared: Yen) -> Fraction:
    """Return by what share a month's sales fell below those compared with; a rise is below nothing.

    Sales compared with must be more than nothing.
    """
    if compared <= Yen(0) or sales < Yen(0):
        raise NoComparison(field="compared")
    return 1 - Fraction(sales.amount, compared.amount)


@implements("貸付規程1条", says="売上急減は{arose_on}、申込みは{applied_on}です。")
def insist_on_drop(
    sales: Yen, *, compared: Yen, arose_on: date, is_confirmed: bool, applied_on: date
) -> None:
    """Refuse an emergency loan unless sales fell enough, confirmed, within three months."""
    law = _law().on(applied_on)
    if drop_of_sales(sales, compared=compared) < Fraction(law["drop_percent"], 100):
        raise NoSuchDrop(field="sales")
    if not is_confirmed:
        raise NotConfirmed(field="is_confirmed")
    insist_on_time(applied_on, event_on=arose_on, before=0, after=law["months_after_drop"])


@implements("貸付規程1条", says="福祉対応の計画は{planned_on}、申込みは{applied_on}です。")
def insist_on_welfare(
    *, age: int, is_disabled: bool, is_of_household: bool, planned_on: date, applied_on: date
) -> None:
    """Refuse a welfare loan: the person is the holder or lives with them, old or disabled.

    Within six months before or after the plan.
    """
    law = _law().on(applied_on)
    if not is_of_household or not (is_disabled or age >= law["welfare_age"]):
        raise NotInNeed(field="age")
    around = law["months_around_welfare_plan"]
    insist_on_time(applied_on, event_on=planned_on, before=around, after=around)


@implements("貸付規程1条", says="{begun}は{begins_on}、申込みは{applied_on}です。")
def insist_on_new_business(
    begun: NewBusiness, *, begins_on: date, has_claimed: bool, applied_on: date
) -> None:
    """Refuse a loan for a new business: nothing claimed, six months before to a year after it."""
    assert isinstance(begun, NewBusiness), "nothing else is lent for"
    law = _law().on(applied_on)
    if has_claimed:
        raise HasClaimed(field="has_claimed")
    insist_on_time(
        applied_on,
        event_on=begins_on,
        before=law["months_before_new_business"],
        after=law["months_after_new_business"],
    )


@implements("貸付規程1条", says="事業承継の計画書は{has_plan:あります|ありません}。")
def insist_on_succession(*, has_plan: bool) -> None:
    """Refuse a loan for a succession without a plan; no time is published but 「承継前後」."""
    if not has_plan:
        raise NoPlan(field="has_plan")


@implements("貸付規程1条", says="廃業の予定は{closes_on}、申込みは{applied_on}です。")
def insist_on_closing(*, has_plan: bool, closes_on: date, applied_on: date) -> None:
    """Refuse a loan for closing: a plan, and the business closes within a year."""
    if not has_plan:
        raise NoPlan(field="has_plan")
    insist_on_time(
        applied_on,
        event_on=closes_on,
        before=_law().on(applied_on)["months_before_closing"],
        after=0,
    )


@implements(
    "貸付規程1条",
    "民法140条",
    "民法143条2項",
    says="{event_on}の{before}か月前から{after}か月後までに申し込んでいます（{applied_on}）。",
)
def insist_on_time(applied_on: date, *, event_on: date, before: int, after: int) -> None:
    """Refuse what is asked for outside the months around a day; the day itself is not counted."""
    if applied_on > later(event_on, months=after):
        raise TooLate(field="applied_on")
    if applied_on < later(event_on, months=-before):
        raise TooEarly(field="applied_on")


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "occasions")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

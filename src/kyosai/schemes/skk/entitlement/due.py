"""支給の判定 — cause, position, dates, age and months say which benefit is due, or why none is."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.benefit import Threshold, has_reached, months_needed
from kyosai.schemes.skk.entitlement import causes
from kyosai.schemes.skk.entitlement.age import age_on
from kyosai.schemes.skk.entitlement.causes import Cause, Due, Funding, Income, Row
from kyosai.schemes.skk.full_benefit.amounts import Matured
from kyosai.schemes.skk.full_benefit.benefit_due import SECOND_KIND_MATURES
from kyosai.schemes.skk.full_benefit.contract_classes import contract_class
from kyosai.schemes.skk.trades import Capacity

DIVIDED_FROM_AGE = 60  # 法9条の3第1項2号
CO_MANAGERS_SINCE = date(2011, 1, 1)  # 平成22年法律24号


class ImpossibleEvent(Refused):
    """Dates that cannot be, or months below nothing."""

    reason = (
        "生年月日、契約の日、事由の日の順が合わないか、月数が0より小さくなっています。"
        "日付と月数を確かめてください。"
    )


class TooEarlyForCoManagers(Refused):
    """A co-manager's contract from before there were any."""

    reason = "共同経営者として加入できるのは平成23年1月1日からです。契約の日を確かめてください。"


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened to whom. ``formed_on``: the present contract's, not an earlier one's.

    ``funding`` matters for an incorporation only.
    """

    cause: Cause
    capacity: Capacity
    happened_on: date
    formed_on: date
    born_on: date
    is_second_kind: bool = False
    funding: Funding | None = None

    def __str__(self) -> str:
        return f"{self.capacity.value}の「{self.cause.value}」"


@dataclass(frozen=True)
class Entitlement:
    """What is due, under which provision, after how many months, and as what it is taxed.

    ``divided`` is None where the benefit can only be paid at once.
    """

    due: Due
    provision: str
    months_needed: int
    at_once: Income | None = None
    divided: Income | None = None
    why_nothing: str = ""

    def __str__(self) -> str:
        reason = f"。{self.why_nothing}" if self.why_nothing else ""
        return f"{self.due.value}（{self.provision}{reason}）"


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法12条1項",
    "小規模企業共済法12条2項",
    "小規模企業共済法12条3項",
    "所得税法施行令72条3項3号",
    "所得税法施行令82条の2第2項3号",
    "相続税法施行令1条の3第10号",
    says="{event}では、納付{months_paid}か月で{result}です。",
)
def entitlement(event: Event, *, months_paid: int) -> Entitlement:
    """Return which benefit is due, or that none is and why.

    ``months_paid``: the contract's, as if nothing had been drawn down, carried months included.
    Refuses a cause that cannot happen to such a holder and dates that cannot be.
    """
    _insist_on_dates(event, months_paid=months_paid)
    age = age_on(event.born_on, on=event.happened_on)
    rows = causes.rows_of(
        event.cause,
        capacity=event.capacity,
        is_second_kind=event.is_second_kind,
        on=event.happened_on,
    )
    rows = causes.by_incorporation(rows, formed_on=event.formed_on, funding=event.funding)
    old_enough = [row for row in rows if row.from_age <= age]
    if not old_enough:
        return _too_young(rows[0], on=event.happened_on)
    row = max(old_enough, key=lambda each: each.from_age)
    return _by_months(event, row, months_paid=months_paid, age=age)


def _by_months(event: Event, row: Row, *, months_paid: int, age: int) -> Entitlement:
    threshold = Threshold(row.threshold)
    needed = months_needed(threshold, on=event.happened_on)
    if row.due is Due.NOTHING:
        why = "不正受給で解除されたときは支給しません"
        return Entitlement(row.due, row.provision, needed, why_nothing=why)
    if not has_reached(threshold, months_paid=months_paid):
        why = f"掛金納付月数が{needed}か月以上のときに支給します"
        return Entitlement(Due.NOTHING, row.provision, needed, why_nothing=why)
    is_divisible = event.cause is Cause.OLD_AGE or age >= DIVIDED_FROM_AGE
    return Entitlement(
        row.due, row.provision, needed, row.at_once, row.divided if is_divisible else None
    )


def _too_young(row: Row, *, on: date) -> Entitlement:
    needed = months_needed(Threshold(row.threshold), on=on)
    why = f"{row.from_age}歳になってから請求できます"
    return Entitlement(Due.NOTHING, row.provision, needed, why_nothing=why)


def _insist_on_dates(event: Event, *, months_paid: int) -> None:
    if months_paid < 0 or not event.born_on <= event.formed_on <= event.happened_on:
        raise ImpossibleEvent(field="happened_on")
    contract_class(event.formed_on)
    if event.is_second_kind and months_paid > SECOND_KIND_MATURES:
        raise Matured(field="months_paid")
    if event.capacity is Capacity.CO_MANAGER and event.formed_on < CO_MANAGERS_SINCE:
        raise TooEarlyForCoManagers(field="formed_on")

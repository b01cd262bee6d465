"""掛金月額の変更 — increases and decreases, and the monthly premium each month is owed at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk import premium

NOTHING = Yen(0)


class Hardship(Keyed):
    """What a decrease had to be asked for until March 2016 (旧規則8条)."""

    BUSINESS = "事業経営の著しい悪化"
    ILLNESS = "疾病または負傷"
    EXPENSE = "危急の費用の支出"
    FORESEEN = "事業経営の著しい悪化が見込まれる"


class AlreadyChanged(Refused):
    """A second change in one calendar month."""

    reason = "掛金月額の変更は、同じ月に1回までです。翌月になってから申し込んでください。"


class SameAmount(Refused):
    """A change to the monthly premium that already holds."""

    reason = "いまと同じ掛金月額です。変更後の金額を入れてください。"


class OutOfOrder(Refused):
    """A change dated before the contract or before a change already made."""

    reason = "契約の成立か、前の変更よりも前の日付です。申込みの日を確かめてください。"


class NeedsHardship(Refused):
    """A decrease before April 2016 without one of its grounds."""

    reason = (
        "平成28年3月までの減額には、経営の悪化や疾病などの事由が必要です。事由を選んでください。"
    )


class OutsideContract(Refused):
    """A month before the contract was formed, or after it ended."""

    reason = "契約のない月です。契約が成立した月から終わった月までの月を入れてください。"


@dataclass(frozen=True)
class Change:
    """Another monthly premium, in force from the day it was applied for."""

    on: date
    monthly_premium: Yen


@dataclass(frozen=True)
class Course:
    """The monthly premium a contract was formed with, and its changes, oldest first."""

    formed_on: date
    at_first: Yen
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        days = [self.formed_on, *(change.on for change in self.changes)]
        if days != sorted(days):
            raise OutOfOrder(field="changes")

    def on(self, day: date) -> Yen:
        """Return the monthly premium in force on a day."""
        past = [change.monthly_premium for change in self.changes if change.on <= day]
        return past[-1] if past else self.at_first


@dataclass(frozen=True)
class Difference:
    """What is still to be paid and what was paid too much, once a month's amount has changed."""

    to_pay: Yen
    too_much: Yen


@implements(
    "小規模企業共済法8条1項",
    "小規模企業共済法8条3項",
    "小規模企業共済法施行規則7条",
    says="掛金月額は、申込みの日の{applied_on}から{to}になります。",
)
def changed(
    course: Course, *, to: Yen, applied_on: date, hardship: Hardship | None = None
) -> Course:
    """Return the course with one more change, in force on the day of the application, or refuse.

    「承諾しなければならない」: nothing but the range, the one change a month and, until March
    2016, the grounds of a decrease can stand against it.
    """
    law = _law().on(applied_on)
    _insist_on_turn(course, applied_on, law["changes_a_month"])
    now, wanted = course.on(applied_on), premium.monthly_premium(to.amount, on=applied_on)
    if wanted == now:
        raise SameAmount(field="monthly_premium")
    if wanted < now and law["decrease_needs_hardship"] and hardship is None:
        raise NeedsHardship(field="hardship")
    return replace(course, changes=(*course.changes, Change(applied_on, wanted)))


@implements("小規模企業共済法17条1項", says="{month}分の掛金は{result}です。")
def premium_of(course: Course, *, month: Month, ended_on: date | None = None) -> Yen:
    """Return what a month is owed at: the monthly premium of its last day.

    「その月の末日（…事由が生じた日又はその解除の日）における掛金月額」: in the month in which the
    contract ends, that of the day it ends.
    """
    last = Month.of(ended_on) if ended_on else month
    if not Month.of(course.formed_on) <= month <= last:
        raise OutsideContract(field="month")
    return course.on(ended_on if ended_on and month == last else month.last_day)


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法23条1項",
    says="変更により、あと{result.to_pay}を納め、{result.too_much}は納めすぎです。",
)
def difference_owed(course: Course, *, asked: Mapping[Month, Yen]) -> Difference:
    """Return what months already asked for still lack, and what they were asked too much for."""
    over = [premium_of(course, month=month) - yen for month, yen in asked.items()]
    return Difference(
        total([max(NOTHING, yen) for yen in over]),
        total([max(NOTHING, NOTHING - yen) for yen in over]),
    )


@implements(
    "小規模企業共済法附則2項（昭和53年改正）",
    says="昭和53年より前からの500円のままで{result:よい|よくない}契約です。",
)
def may_stay_below_minimum(course: Course, *, on: date) -> bool:
    """Tell whether the monthly premium may be 500 yen: formed before April 1978, never changed.

    「その掛金月額が変更された場合は、この限りでない」
    """
    facts = parameters.table(__package__, "changes")["five_hundred"]
    changed_already = any(change.on <= on for change in course.changes)
    is_old = course.formed_on < facts["formed_before"] and course.at_first == Yen(facts["yen"])
    return is_old and not changed_already


def _insist_on_turn(course: Course, applied_on: date, most: int) -> None:
    in_month = [each for each in course.changes if Month.of(each.on) == Month.of(applied_on)]
    if len(in_month) >= most:
        raise AlreadyChanged(field="applied_on")


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "changes")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

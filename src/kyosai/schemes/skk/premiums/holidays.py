"""掛止め — months that need not be paid, with consent: why, for how long, on what evidence."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused


class Reason(Keyed):
    """The legal reasons (規則19条の2); each has its own filing."""

    NO_INCOME = "所得がない"  # 1号
    DISASTER = "災害に遭った"  # 2号
    IN_HOSPITAL = "入院している"  # 2号


class Evidence(Keyed):
    """What the reason rests on."""

    PROOF = "証明する書類"
    SWORN_STATEMENT = "申立書"


class NotDifficult(Refused):
    """Going on paying is not very difficult."""

    reason = (
        "掛止めは、掛金を続けることが著しく難しいときだけです。掛金月額を減らすこともできます。"
    )


class NoSuchTerm(Refused):
    """A number of months that is not offered."""

    reason = "掛止めの期間は、6か月か12か月から選んでください。"


class InThePast(Refused):
    """A first month before the month of the application."""

    reason = "過ぎた月は掛止めにできません。申込みの月か、そのあとの月から始めてください。"


class AlreadyPaid(Refused):
    """A month among them that has been paid, or prepaid."""

    reason = "納めた月、前納した月は掛止めにできません。まだ納めていない月から始めてください。"


class AlreadyStopped(Refused):
    """A month among them that is a premium holiday already."""

    reason = "すでに掛止めになっている月があります。その期間のあとの月から始めてください。"


@implements(
    "小規模企業共済法17条3項",
    "小規模企業共済法施行規則19条の2",
    says="{reason}ため、{first}から{term}か月は掛金を納めません。あとから納めることもできません。",
)
def premium_holiday(
    reason: Reason,
    *,
    first: Month,
    term: int,
    applied_on: date,
    is_very_difficult: bool,
    paid: Collection[Month] = (),
    stopped: Collection[Month] = (),
) -> tuple[Month, ...]:
    """Return the months that are neither owed nor paid, or refuse them.

    「掛金の納付を継続することが著しく困難であると認められる場合」. Whether it is, is told by the
    caller; ``stopped`` are the months of earlier premium holidays.
    """
    assert isinstance(reason, Reason), "no other reason is allowed"
    if not is_very_difficult:
        raise NotDifficult(field="reason")
    if term not in _law().on(applied_on)["terms"]:
        raise NoSuchTerm(field="term")
    if first < Month.of(applied_on):
        raise InThePast(field="first")
    wanted = tuple(months.span(first, first + (term - 1)))
    if not set(wanted).isdisjoint(paid):
        raise AlreadyPaid(field="first")
    if not set(wanted).isdisjoint(stopped):
        raise AlreadyStopped(field="first")
    return wanted


@implements(
    "小規模企業共済法施行規則19条の2", says="{evidence}なので、すぐに決ま{result:る|らない}。"
)
def is_decided_at_once(evidence: Evidence, *, on: date) -> bool:
    """Tell whether no person need look first: a sworn statement is enough, proof is examined."""
    is_enough: bool = _law().on(on)["sworn_statement_is_enough"]
    return is_enough and evidence is Evidence.SWORN_STATEMENT


@implements("小規模企業共済法施行規則24条の2", says="申立書のうち{result:%}をあとで確かめます。")
def audited_share(*, on: date) -> Fraction:
    """Return the share of sworn statements about which a report is asked for afterwards."""
    return Fraction(_law().on(on)["audited_percent"], 100)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "holidays")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

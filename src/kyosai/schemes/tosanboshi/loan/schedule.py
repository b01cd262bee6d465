"""償還計画 — on which days a loan of 共済金 is repaid, and how a disaster puts them off."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, later
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import BelowNothing
from kyosai.schemes.tosanboshi.loan import mutual_aid_loan, repayment


@dataclass(frozen=True)
class Instalment:
    """What is due on a day, in yen."""

    due_on: date
    yen: Yen


class NoReasonToPutOff(Refused):
    """Instalments put off without a disaster or another compelling reason."""

    reason = "償還期日をのばせるのは、災害などやむを得ない事情があるときです。"


class UnknownDisaster(Refused):
    """No special measure is recorded under this name, or not yet on this day."""

    reason = "この災害の特例措置の記録がありません。災害の名前と日付を確かめてください。"


@implements(
    "中小企業倒産防止共済法10条1項",
    "中小企業倒産防止共済法施行令3条",
    says="{lent_on}に借りた{loan}の償還計画を作りました。",
)
def schedule(loan: Yen, *, lent_on: date, put_off_months: int = 0) -> tuple[Instalment, ...]:
    """Return every instalment: monthly, from the seventh month after the loan on (inferred).

    On the 27th, the day of the debit (unknown; so assumed). ``put_off_months``: by a disaster,
    from the first instalment on (法10条4項).
    """
    BelowNothing.refuse(put_off_months=put_off_months)
    grace = mutual_aid_loan.grace_months_on(lent_on) + put_off_months
    day: int = _facts(lent_on)["due_day"]
    return tuple(
        Instalment((Month.of(lent_on) + grace + place).day(day), yen)
        for place, yen in enumerate(repayment.instalments(loan, on=lent_on), start=1)
    )


@implements("中小企業倒産防止共済法10条4項", says="償還期日を{months}か月のばしました。")
def put_off(
    left: tuple[Instalment, ...], *, months: int, from_on: date, has_compelling_reason: bool
) -> tuple[Instalment, ...]:
    """Return the instalments with all that fall due from a day on put off by so many months.

    No penalty runs until the new days. What was due before stays as it was.
    """
    BelowNothing.refuse(months=months)
    if not has_compelling_reason:
        raise NoReasonToPutOff(field="months")
    return tuple(
        replace(each, due_on=later(each.due_on, months=months)) if each.due_on >= from_on else each
        for each in left
    )


@implements("中小企業倒産防止共済法10条4項", says="{disaster}の特例で、{result}か月のびます。")
def months_put_off(disaster: str, *, on: date) -> int:
    """Return by how many months SMRJ's measure for a disaster puts instalments off."""
    for row in _table()["disaster"]:
        if row["name"] == disaster and row["since"] <= on:
            return int(row["months"])
    raise UnknownDisaster(field="disaster")


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


def _table() -> dict[str, Any]:
    return parameters.table(__package__, "schedule")


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = _table()
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

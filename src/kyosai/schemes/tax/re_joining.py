"""再加入と掛金の経費算入 — premiums of a new contract within two years of the old one's end."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused

NO_BAR = 0


class Taxpayer(Keyed):
    """Whose income the premium is taken from."""

    CORPORATION = "法人"
    BUSINESS_INCOME = "個人の事業所得"
    OTHER_INCOME = "個人の事業所得以外の所得"


class PaidBeforeContract(Refused):
    """A premium paid before its contract was formed."""

    reason = "契約の日より前に納めた掛金になっています。契約の日と納付の日を確かめてください。"


class NoMonths(Refused):
    """A prepayment of no month."""

    reason = "前納の月数は1以上です。月数を確かめてください。"


@implements(
    "租税特別措置法28条",
    "租税特別措置法66条の11",
    "中小企業倒産防止共済法21条",
    says="{ended_on}に終わった契約の後に入り直すと、掛金が経費になるのは{result}に払う分からです。",
)
def deductible_from(ended_on: date) -> date:
    """Return the first day on which premiums of a new contract may again be deducted.

    「その解除の日から同日以後二年を経過する日までの間」: the day of the end counts itself, so the
    day before its second anniversary is the last. A contract that ended before October 2024 bars
    nothing. Every way of ending counts (inferred).
    """
    months: int = _law().on(ended_on)["months_barred"]
    if months == NO_BAR:
        return ended_on
    month = Month.of(ended_on) + months
    if ended_on.day > month.last_day.day:
        return month.last_day + timedelta(days=1)
    return month.day(ended_on.day)


@implements(
    "租税特別措置法28条",
    "租税特別措置法66条の11",
    says="{paid_on}に払った掛金は、経費に{result:なります|なりません}。",
)
def is_deductible(
    paid_on: date,
    *,
    formed_on: date,
    ended_on: Sequence[date] = (),
    by: Taxpayer = Taxpayer.CORPORATION,
) -> bool:
    """Tell whether a premium is an expense on the day it is paid, by a corporation or a business.

    ``ended_on``: the ends of earlier contracts of the same holder. It is the day of payment that
    counts, not the month paid for.
    """
    if paid_on < formed_on:
        raise PaidBeforeContract(field="paid_on")
    earlier = [day for day in ended_on if day <= formed_on]
    is_barred = any(paid_on < deductible_from(day) for day in earlier)
    return by is not Taxpayer.OTHER_INCOME and not is_barred


@implements(
    "租税特別措置法28条",
    "租税特別措置法66条の11",
    says="払った掛金のうち経費になるのは{result}です。",
)
def deductible(
    payments: Iterable[tuple[date, Yen]],
    *,
    formed_on: date,
    ended_on: Sequence[date] = (),
    by: Taxpayer = Taxpayer.CORPORATION,
) -> Yen:
    """Return what of the premiums paid may be deducted."""
    return total(
        [
            yen
            for paid_on, yen in payments
            if is_deductible(paid_on, formed_on=formed_on, ended_on=ended_on, by=by)
        ]
    )


@implements("租税特別措置法28条", "租税特別措置法66条の11")
def is_deductible_when_prepaid(months: int, *, on: date) -> bool:
    """Tell whether a prepayment of so many months is an expense when paid: of a year at most."""
    if months < 1:
        raise NoMonths(field="months")
    most: int = _law().on(on)["prepaid_months"]
    return months <= most


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "re_joining")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

"""掛金 — the monthly premium: its range, the months owed, due dates, and the ceiling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing

MONTHS_UNTIL_FIRST_DUE = 2  # 法14条1項「翌々月末日」


class OutOfRange(Refused):
    """A monthly premium below or above what the Act allows."""

    reason = "毎月の掛金は5,000円から200,000円まで選べます。この範囲で選んでください。"


class NotByStep(Refused):
    """A monthly premium that is not a multiple of 5,000 yen."""

    reason = "毎月の掛金は5,000円きざみです。5,000円で割り切れる金額にしてください。"


class NotOwed(Refused):
    """A month for which no premium is owed."""

    reason = "契約が始まる前の月や終わった後の月の掛金はありません。月を確かめてください。"


class NoReasonToExtend(Refused):
    """An extension without a disaster or another compelling reason."""

    reason = "納付期限をのばせるのは、災害などやむを得ない事情があるときです。"


@dataclass(frozen=True)
class Change:
    """A monthly premium and the day from which it has effect."""

    effective_on: date
    monthly_premium: Yen


@implements("中小企業倒産防止共済法4条2項")
def monthly_premium(yen: int, *, on: date) -> Yen:
    """Return a monthly premium the Act allows on a day, or refuse it."""
    limits = _limits().on(on)
    if not limits["minimum"] <= yen <= limits["maximum"]:
        raise OutOfRange(field="monthly_premium")
    if yen % limits["step"]:
        raise NotByStep(field="monthly_premium")
    return Yen(yen)


@implements("中小企業倒産防止共済法4条2項", says="毎月の掛金は{result}から選べます。")
def smallest(*, on: date) -> Yen:
    """Return the smallest monthly premium on a day."""
    return Yen(_limits().on(on)["minimum"])


@implements("中小企業倒産防止共済法4条2項", "中小企業倒産防止共済法施行令2条")
def ceiling(*, on: date) -> Yen:
    """Return 掛金納付制限額: what the net premium total may come to."""
    return Yen(_limits().on(on)["ceiling"])


@implements("中小企業倒産防止共済法14条1項")
def months_owed(*, effective_on: date, last_on: date) -> tuple[Month, ...]:
    """Return every month owed: from the month of effect through the month of the last day.

    ``last_on``: the day of cancellation, or the day asked about; its own month is owed too.
    """
    Backwards.refuse(effective_on, later=last_on, field="last_on")
    return tuple(months.span(Month.of(effective_on), Month.of(last_on)))


@implements("中小企業倒産防止共済法14条1項", says="{month}の掛金の納付期限は{result}です。")
def due_on(month: Month, *, effective_on: date) -> date:
    """Return the last day on which a month's premium is in time: its own last day.

    The month of effect and the one after it have until the end of the second month after the
    month of effect. Refuse a month before the contract.
    """
    first = Month.of(effective_on)
    if month < first:
        raise NotOwed(field="month")
    return max(month, first + MONTHS_UNTIL_FIRST_DUE).last_day


@implements("中小企業倒産防止共済法17条", says="納付期限は{result}までのびました。")
def extended_due_on(due_on: date, *, until: date, has_compelling_reason: bool) -> date:
    """Return the due date SMRJ has put off for a disaster or the like, or refuse to.

    Surcharge and arrears count from it. It never takes time away.
    """
    if not has_compelling_reason:
        raise NoReasonToExtend(field="until")
    Backwards.refuse(due_on, later=until, field="until")
    return until


@implements("中小企業倒産防止共済法14条1項", says="{month}の掛金は{result}です。")
def premium_of(month: Month, *, changes: Sequence[Change], ended_on: date | None = None) -> Yen:
    """Return what a month costs: the monthly premium on its last day.

    In the month of cancellation, on the day of cancellation. ``changes`` begin with the first
    monthly premium. Refuse a month before the contract or after its end.
    """
    if not changes or month < Month.of(changes[0].effective_on):
        raise NotOwed(field="month")
    if ended_on is not None and month > Month.of(ended_on):
        raise NotOwed(field="month")
    looked_at = month.last_day if ended_on is None else min(month.last_day, ended_on)
    Backwards.refuse(changes[0].effective_on, later=looked_at, field="ended_on")
    for earlier, later in pairwise(changes):
        Backwards.refuse(earlier.effective_on, later=later.effective_on, field="changes")
    return [each for each in changes if each.effective_on <= looked_at][-1].monthly_premium


@implements("中小企業倒産防止共済法14条3項")
def payable(monthly: Yen, *, net_premium_total: Yen, on: date) -> Yen:
    """Return what a month may take: the premium, or the remainder below the ceiling."""
    BelowNothing.refuse(monthly=monthly, net_premium_total=net_premium_total)
    return max(Yen(0), min(monthly, ceiling(on=on) - net_premium_total))


@implements(
    "中小企業倒産防止共済法14条3項",
    says="上限までの回数と、最後の回の金額は{result}です。",
)
def payments_to_ceiling(monthly: Yen, *, net_premium_total: Yen, on: date) -> tuple[int, Yen]:
    """Return how many months reach the ceiling, and what the last of them takes.

    Nothing and nothing once it is reached. The month of the remainder is a month paid (inferred).
    """
    room = payable(ceiling(on=on), net_premium_total=net_premium_total, on=on)
    if not room:
        return 0, room
    each = monthly_premium(monthly.amount, on=on)
    whole, rest = divmod(room.amount, each.amount)
    return (whole + 1, Yen(rest)) if rest else (whole, each)


@cache
def _limits() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

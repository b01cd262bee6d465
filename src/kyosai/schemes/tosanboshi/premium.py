"""掛金 — the monthly premium: its range, and the ceiling of what may be paid in."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused


class OutOfRange(Refused):
    """A monthly premium below or above what the Act allows."""

    reason = "毎月の掛金は5,000円から200,000円まで選べます。この範囲で選んでください。"


class NotByStep(Refused):
    """A monthly premium that is not a multiple of 5,000 yen."""

    reason = "毎月の掛金は5,000円きざみです。5,000円で割り切れる金額にしてください。"


@implements("中小企業倒産防止共済法4条2項")
def monthly_premium(yen: int, *, on: date) -> Yen:
    """Return a monthly premium the Act allows on a day, or refuse it."""
    limits = _limits().on(on)
    if not limits["minimum"] <= yen <= limits["maximum"]:
        raise OutOfRange(field="monthly_premium")
    if yen % limits["step"]:
        raise NotByStep(field="monthly_premium")
    return Yen(yen)


@implements("中小企業倒産防止共済法14条3項")
def payable(monthly: Yen, *, net_premium_total: Yen, on: date) -> Yen:
    """Return what a month may take: the premium, or the remainder below the ceiling."""
    room = Yen(_limits().on(on)["ceiling"]) - net_premium_total
    return max(Yen(0), min(monthly, room))


@cache
def _limits() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

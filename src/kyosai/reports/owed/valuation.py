"""責任額の計算 — what every open contract would be paid if it ended on a day, added up by kind.

Each contract by the law's own rules over arrays: no yen differs from what it would be told alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.records.paid_before import everybody
from kyosai.records.paid_before.everybody import Histories
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.cancelled import cancellations_due
from kyosai.schemes.skk.portfolio.full import benefits_due
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.tosanboshi import portfolio as tosanboshi
from kyosai.schemes.tosanboshi.cancellation import Ending

SURRENDER = "解約手当金"


class DayToCome(Refused):
    """What is owed on a day to come nobody knows yet."""

    reason = "先の日の責任額は、まだ計算できません。今日までの日付にしてください。"


@dataclass(frozen=True)
class Owed:
    """What one kind of payment would take of one scheme, and to how many it would go."""

    scheme: str
    kind: str
    contracts: int
    amount: Yen


def owed(*, on: date, today: date) -> list[Owed]:
    """Return what both schemes owe at the end of a day, by kind of payment."""
    if on > today:
        raise DayToCome(field="on")
    return [*_skk(on), *_tosanboshi(on)]


def population(held: Histories) -> DatedPopulation:
    """Return the contracts of 小規模企業共済 as the law's arrays want them."""
    return DatedPopulation(
        len(held.numbers), held.contract, held.monthly_premium, held.months, held.first
    )


def _skk(on: date) -> Iterator[Owed]:
    holders = population(everybody.histories("skk", on=on))
    month = Month.of(on)
    yield _owed("skk", SURRENDER, cancellations_due(holders, event=month))
    for kind in Kind:
        yield _owed("skk", kind.value, benefits_due(kind, population=holders, event=month))


def _tosanboshi(on: date) -> Iterator[Owed]:
    held = everybody.histories("tosanboshi", on=on)
    holders = tosanboshi.Population(
        held.contract, held.first, held.monthly_premium, held.months, held.lent, held.applied
    )
    for ending in (Ending.VOLUNTARY, Ending.DEEMED, Ending.BY_SMRJ):
        yens = tosanboshi.cancellation_allowances(holders, ending=ending, on=on)
        yield _owed("tosanboshi", f"{SURRENDER}（{ending.value}）", yens)


def _owed(scheme: str, kind: str, yens: Yens) -> Owed:
    return Owed(scheme, kind, int((yens > 0).sum()), Yen(int(np.sum(yens, dtype=np.int64))))

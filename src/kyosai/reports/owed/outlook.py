"""四十年の見込み — premiums, benefits and assets of 小規模企業共済, year by year, as assumed.

Who holds a contract today, from the records; who will join, as a cell that begins anew each month.
付加共済金 and the differences of older Acts are not foretold.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from kyosai.basis.money import Yen
from kyosai.records.paid_before import everybody
from kyosai.records.paid_before.everybody import Histories
from kyosai.reports.owed import flows, valuation
from kyosai.reports.owed.assumptions import Assumptions, assumptions
from kyosai.reports.owed.flows import Cells, Flows, Numbers

PARTS = flows.THOUSAND


@dataclass(frozen=True)
class Year:
    """One year to come, in yen: what came in and went out, and what stood at its end."""

    ordinal: int
    paid_in: Yen
    paid_out: dict[str, Yen]
    earned: Yen
    assets: Yen
    owed: Yen

    @property
    def ratio(self) -> int:
        """Assets in per cent of what all would be paid as 共済金A, cut off."""
        return self.assets.amount * 100 // self.owed.amount if self.owed.amount else 0


@dataclass(frozen=True)
class Outlook:
    """The years to come, what was assumed, and what all contracts of today are worth today."""

    assumed: Assumptions
    years: list[Year]
    present: Yen
    contracts: int


def outlook(*, on: date, assets: Yen) -> Outlook:
    """Return the years after a day, which begin with so much."""
    assumed = assumptions(on=on)
    held = everybody.histories("skk", on=on)
    cells, present = _today(held, assumed, on)
    found, joining = flows.flows(cells, assumed), flows.flows(_newcomer(assumed), assumed)
    together = {name: row + _cohorts(joining, name, assumed) for name, row in found.monthly.items()}
    standing = {
        name: row + _standing_cohorts(joining, name, assumed)
        for name, row in found.standing.items()
    }
    years = _years(together, standing, assumed, assets)
    return Outlook(assumed, years, Yen(int((found.present * cells.tiers).sum() // PARTS)), present)


def _today(held: Histories, assumed: Assumptions, on: date) -> tuple[Cells, int]:
    holders = valuation.population(held)
    ages = np.where(held.born > 0, on.year - held.born, assumed.usual_age)
    cells, _ = Cells.of(
        age=ages[held.contract],
        paid=holders.paid[held.contract].astype(np.int64),
        months=holders.bands.months.astype(np.int64),
        tiers=holders.bands.tiers.astype(np.int64),
    )
    return cells, holders.contracts


def _newcomer(assumed: Assumptions) -> Cells:
    one = np.ones(1, np.int64)
    return Cells(one * assumed.entry_age, one * 0, one * 0, one)


def _cohorts(joining: Flows, name: str, assumed: Assumptions) -> Numbers:
    """Return what all who join later bring or take each month: so many tiers begin every month."""
    total: Numbers = np.cumsum(joining.monthly[name]) * _tiers_a_month(assumed)
    return total


def _standing_cohorts(joining: Flows, name: str, assumed: Assumptions) -> Numbers:
    """Return what all who joined since would be paid at each year's end; a year's joiners alike."""
    total: Numbers = np.cumsum(joining.standing[name]) * _tiers_a_month(assumed) * flows.YEAR
    return total


def _tiers_a_month(assumed: Assumptions) -> int:
    return assumed.new_contracts * assumed.new_tiers // flows.YEAR


def _years(
    monthly: dict[str, Numbers], standing: dict[str, Numbers], assumed: Assumptions, assets: Yen
) -> list[Year]:
    yearly = {
        name: [int(total) // PARTS for total in row.reshape(-1, flows.YEAR).sum(axis=1)]
        for name, row in monthly.items()
    }
    years, left = [], assets.amount
    for place, paid_in in enumerate(yearly[flows.PAID_IN]):
        out = {way: yearly[way][place] for way in flows.WAYS}
        change = paid_in - sum(out.values())
        earned = int((left + change // 2) * assumed.yearly_return)  # half a year on what moves
        left += change + earned
        years.append(
            Year(
                ordinal=place + 1,
                paid_in=Yen(paid_in),
                paid_out={way: Yen(yen) for way, yen in out.items()},
                earned=Yen(earned),
                assets=Yen(left),
                owed=Yen(int(standing["a"][place]) // PARTS),
            )
        )
    return years

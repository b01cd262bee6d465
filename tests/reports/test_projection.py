"""将来の見込み — cells together are each tier alone, to the thousandth of a yen."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.reports.owed import flows
from kyosai.reports.owed.assumptions import BILLION, Assumptions, assumptions
from kyosai.reports.owed.flows import Cells
from kyosai.schemes.skk import benefit, cancellation
from kyosai.schemes.skk.benefit import Kind

ON = date(2026, 11, 25)
YEARS = 2
TIERS = [(47, 5, 5, 3), (64, 175, 40, 60), (70, 240, 240, 140), (88, 400, 399, 2), (47, 5, 5, 7)]


def cells(rows: list[tuple[int, ...]]) -> tuple[Cells, np.ndarray]:
    age, paid, months, tiers = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    return Cells.of(age=age, paid=paid, months=months, tiers=tiers)


def alone(assumed: Assumptions, row: tuple[int, ...], *, months: int) -> tuple[dict[str, int], int]:
    """Follow one tier month by month, as one would by hand; then take it so many times."""
    age, paid, of_tier, tiers = row
    in_force, present = BILLION, 0
    total = dict.fromkeys(("premiums", "a", "b", "jun", "cancelled"), 0)
    for month in range(months):
        now = age + month // 12
        a, b, jun = (int(rates[now]) for rates in assumed.by_age)
        n, m = paid + month + 1, of_tier + month + 1
        leave = {
            "a": (a, benefit.tier_benefit(Kind.A, months=m) if n >= 6 else 0),
            "b": (b if n >= 180 else 0, benefit.tier_benefit(Kind.B, months=m)),
            "jun": (jun, benefit.tier_benefit(Kind.JUN, months=m) if n >= 12 else 0),
            "cancelled": (
                0 if a == BILLION else int(assumed.cancelled[n]),
                500 * cancellation.rate(m) * m if n >= 12 else 0,
            ),
        }
        brought = in_force * 500_000 // BILLION
        taken = {
            way: in_force * rate // BILLION * int(worth * 1000) // BILLION
            for way, (rate, worth) in leave.items()
        }
        in_force -= sum(in_force * rate // BILLION for rate, _ in leave.values())
        for name, amount in (taken | {"premiums": brought}).items():
            total[name] += amount * tiers
        worth_today = sum(taken.values()) * int(assumed.discounts[month + 1])
        present += (worth_today - brought * int(assumed.discounts[month])) // BILLION
    return total, present * tiers


def test_everybody_together_is_each_tier_followed_by_hand() -> None:
    assumed = assumptions(on=ON)
    together, place = cells(TIERS)

    found = flows.flows(together, assumed, months=12 * YEARS)

    each = [alone(assumed, row, months=12 * YEARS) for row in TIERS]
    assert {name: int(row.sum()) for name, row in found.monthly.items()} == {
        name: sum(total[name] for total, _ in each) for name in found.monthly
    }
    tiers = np.array([row[3] for row in TIERS])
    present = flows.present_values(found, place=place, tiers=tiers)
    assert present.tolist() == [worth for _, worth in each]


def test_alike_tiers_are_counted_together() -> None:
    together, place = cells(TIERS)

    assert together.tiers.sum() == sum(row[3] for row in TIERS)
    assert len(together.tiers) == 4 and place[0] == place[4]


def test_at_the_oldest_age_everybody_has_left_within_a_month() -> None:
    together, _ = cells([(90, 300, 300, 10)])

    found = flows.flows(together, assumptions(on=ON), months=12)

    assert found.monthly["a"][0] == 10 * 1000 * benefit.tier_benefit(Kind.A, months=301)
    assert found.monthly["a"][1:].sum() == 0 == found.standing["a"][0]
    assert found.monthly["cancelled"].sum() == 0


def test_a_yen_in_a_year_is_worth_its_discount() -> None:
    assumed = assumptions(on=ON)

    exact = BILLION / (1 + Fraction(1, 100) / 12) ** 12
    assert 0 <= exact - int(assumed.discounts[12]) < 12  # each month's cut is below one billionth


def test_before_the_first_assumptions_nothing_is_foretold() -> None:
    with pytest.raises(NotYetInForce):
        assumptions(on=date(2026, 3, 31))

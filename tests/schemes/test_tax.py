"""小規模企業共済等掛金控除 — what holds for every income."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.schemes.tax.premium_deduction import effect, income_tax, taxes

INCOMES = st.integers(0, 60_000_000).map(Yen)
PREMIUMS = st.integers(0, 1_680_000).map(Yen)
YEAR = 2026


@given(INCOMES, PREMIUMS)
def test_a_premium_never_raises_a_tax(income: Yen, premium: Yen) -> None:
    found = effect(yearly_premium=premium, taxable_income=income, year=YEAR)

    assert Yen(0) <= found.saved
    assert found.saved <= found.before.sum


@given(INCOMES, INCOMES)
def test_who_earns_more_never_pays_less(one: Yen, other: Yen) -> None:
    low, high = sorted((one, other))

    assert taxes(low, year=YEAR).sum <= taxes(high, year=YEAR).sum


@pytest.mark.parametrize(
    "edge", [1_950_000, 3_300_000, 6_950_000, 9_000_000, 18_000_000, 40_000_000]
)
def test_the_brackets_meet_at_their_edges(edge: int) -> None:
    at_edge, above = (income_tax(Yen(yen), year=YEAR) for yen in (edge, edge + 1_000))

    assert Yen(0) < above - at_edge <= Yen(450)


@given(INCOMES)
def test_what_is_paid_is_in_hundreds_of_yen(income: Yen) -> None:
    found = taxes(income, year=YEAR)

    assert (found.income + found.reconstruction).amount % 100 == 0
    assert found.resident.amount % 100 == 0


def test_a_premium_above_the_income_saves_no_more_than_the_tax() -> None:
    found = effect(yearly_premium=Yen(840_000), taxable_income=Yen(500_000), year=YEAR)

    assert found.after.income == Yen(0)
    assert found.after.resident == Yen(5_000)


def test_a_year_before_the_figures_known_here_raises() -> None:
    with pytest.raises(NotYetInForce, match=str(date(2024, 1, 1))):
        taxes(Yen(2_000_000), year=2023)

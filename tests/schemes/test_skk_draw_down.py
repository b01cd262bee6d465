"""控除・法定弁済 — examples and what holds for every history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.schemes.skk.payment import draw_down
from kyosai.schemes.skk.payment.draw_down import DrawnDown

TIERS = st.lists(st.integers(0, 300), max_size=20).map(lambda months: (*sorted(months)[::-1],))


def test_the_tiers_with_the_fewest_months_go_first() -> None:
    """1区分120か月・2区分60か月。借りた40,250円は、上の区分から81か月分（法16条の3第1項）."""
    found = draw_down.drawn_down((120, 60, 60), debt=Yen(40_250))

    assert found == DrawnDown((120, 39, 0), Yen(40_250), Yen(250))


def test_a_debt_above_the_premiums_takes_all() -> None:
    found = draw_down.drawn_down((2, 1), debt=Yen(10_000))

    assert found == DrawnDown((0, 0), Yen(1_500), Yen(0))


@given(TIERS, st.integers(0, 2_000_000))
def test_drawing_down_keeps_every_yen_and_the_order(tiers: tuple[int, ...], debt: int) -> None:
    found = draw_down.drawn_down(tiers, debt=Yen(debt))

    assert list(found.tiers) == sorted(found.tiers, reverse=True)
    assert Yen(500) * (sum(tiers) - sum(found.tiers)) == found.taken + found.surplus
    assert found.surplus < Yen(500)
    assert found.taken <= Yen(debt)


@pytest.mark.parametrize(("on", "may"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_premiums_are_drawn_down_after_twelve_months(on: date, may: bool) -> None:
    """規則18条の2."""
    assert draw_down.may_draw_down(due_on=date(2026, 3, 31), on=on) is may


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        pytest.param(date(2023, 2, 28), date(2024, 2, 29), id="起算日は3月1日"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), id="閏日から"),
    ],
)
def test_the_twelve_months_are_counted_from_the_day_after(due_on: date, last: date) -> None:
    assert not draw_down.may_draw_down(due_on=due_on, on=last)
    assert draw_down.may_draw_down(due_on=due_on, on=last + timedelta(days=1))


def test_a_debt_below_nothing_is_refused() -> None:
    with pytest.raises(draw_down.NegativeDebt):
        draw_down.drawn_down((12,), debt=Yen(-1))
    with pytest.raises(draw_down.NegativeDebt):
        draw_down.after_offset(Yen(1_000), owed=[Yen(-1)])


def test_debts_come_off_a_benefit_but_never_make_it_less_than_nothing() -> None:
    assert draw_down.after_offset(Yen(1_000_000), owed=[Yen(300_000), Yen(9_000)]) == Yen(691_000)
    assert draw_down.after_offset(Yen(100_000), owed=[Yen(300_000)]) == Yen(0)


@pytest.mark.parametrize("tiers", [(60, 120), (-1,)])
def test_tiers_no_history_makes_are_refused(tiers: tuple[int, ...]) -> None:
    with pytest.raises(draw_down.MixedTiers):
        draw_down.drawn_down(tiers, debt=Yen(500))

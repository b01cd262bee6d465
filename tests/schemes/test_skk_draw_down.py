"""控除・法定弁済・通算 — examples and what holds for every history."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.schemes.skk.payment import draw_down
from kyosai.schemes.skk.payment.draw_down import DrawnDown
from kyosai.schemes.skk.premium_tiers import Stretch, premium_tiers

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


def test_months_are_added_tier_by_tier() -> None:
    earlier = premium_tiers([Stretch(Yen(1_500), 60)])
    later = premium_tiers([Stretch(Yen(1_000), 24)])

    assert draw_down.carried_over(earlier, later=later) == (84, 84, 60)


@pytest.mark.parametrize(
    ("joined_on", "has_claimed", "may"),
    [
        pytest.param(date(2027, 3, 31), False, True, id="1年以内（法13条）"),
        pytest.param(date(2027, 4, 1), False, False, id="1年を過ぎた"),
        pytest.param(date(2026, 4, 1), True, False, id="もう請求した"),
        pytest.param(date(2026, 3, 30), False, False, id="前の契約が終わる前"),
    ],
)
def test_who_may_carry_months_over(joined_on: date, has_claimed: bool, may: bool) -> None:
    found = draw_down.may_carry_over(
        ended_on=date(2026, 3, 31), joined_on=joined_on, has_claimed=has_claimed
    )

    assert found is may


@pytest.mark.parametrize(("on", "may"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_premiums_are_drawn_down_after_twelve_months(on: date, may: bool) -> None:
    """規則18条の2."""
    assert draw_down.may_draw_down(due_on=date(2026, 3, 31), on=on) is may


def test_debts_come_off_a_benefit_but_never_make_it_less_than_nothing() -> None:
    assert draw_down.after_offset(Yen(1_000_000), owed=[Yen(300_000), Yen(9_000)]) == Yen(691_000)
    assert draw_down.after_offset(Yen(100_000), owed=[Yen(300_000)]) == Yen(0)


@pytest.mark.parametrize("tiers", [(60, 120), (-1,)])
def test_tiers_no_history_makes_are_refused(tiers: tuple[int, ...]) -> None:
    with pytest.raises(draw_down.MixedTiers):
        draw_down.drawn_down(tiers, debt=Yen(500))

"""Yen are whole; each way of rounding has a name."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import NotWhole, Yen, cut_off, exactly, fifty_sen, raised, total

FRACTIONS = st.fractions(min_value=0, max_value=10**9, max_denominator=10_000)


@pytest.mark.parametrize("amount", [1.0, "1", True, Fraction(1)])
def test_yen_are_whole_numbers_and_nothing_else(amount: object) -> None:
    with pytest.raises(TypeError):
        Yen(amount)  # type: ignore[arg-type]


def test_yen_add_subtract_and_multiply() -> None:
    assert Yen(500) + Yen(1_000) == Yen(1_500)
    assert Yen(500) - Yen(1_000) == Yen(-500)
    assert Yen(30_000) * 3 == Yen(90_000)
    assert total([Yen(1), Yen(2)]) == Yen(3)
    assert total([]) == Yen(0)


def test_yen_are_written_with_commas_and_en() -> None:
    assert str(Yen(1_234_567)) == "1,234,567円"


def test_only_no_yen_is_false() -> None:
    assert not Yen(0)
    assert Yen(-1)


def test_a_share_stays_exact() -> None:
    assert Yen(100).of(Fraction(1, 3)) * 3 == 100


def test_the_laws_silence_is_no_licence_to_round() -> None:
    assert exactly(Fraction(6, 2)) == Yen(3)
    with pytest.raises(NotWhole):
        exactly(Fraction(1, 2))


@pytest.mark.parametrize(
    ("amount", "cut", "rise", "fifty"),
    [
        (Fraction("10.49"), 10, 11, 10),
        (Fraction("10.50"), 10, 11, 11),
        (Fraction("10.51"), 10, 11, 11),
        (Fraction(10), 10, 10, 10),
        (Fraction("-10.5"), -11, -10, -10),
    ],
)
def test_three_ways_to_whole_yen(amount: Fraction, cut: int, rise: int, fifty: int) -> None:
    assert cut_off(amount) == Yen(cut)
    assert raised(amount) == Yen(rise)
    assert fifty_sen(amount) == Yen(fifty)


def test_a_unit_of_a_hundred_yen() -> None:
    assert cut_off(Fraction(104_652), unit=100) == Yen(104_600)
    assert raised(Fraction(104_601), unit=100) == Yen(104_700)


@given(FRACTIONS)
def test_rounding_never_moves_a_whole_yen(amount: Fraction) -> None:
    for rounded in (cut_off(amount), raised(amount), fifty_sen(amount)):
        assert abs(rounded.amount - amount) < 1

    assert abs(fifty_sen(amount).amount - amount) <= Fraction(1, 2)
    assert cut_off(amount) <= fifty_sen(amount) <= raised(amount)

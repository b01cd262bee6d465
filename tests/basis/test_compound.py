"""Growth without floats."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.compound import DECIMALS, growth

RATES = st.fractions(0, Fraction(1, 10), max_denominator=1000)


def test_whole_years_are_exact() -> None:
    assert growth(Fraction("0.01"), months=24) == Fraction("1.0201")
    assert growth(Fraction("0.066"), months=0) == 1


@given(RATES, st.integers(0, 600))
def test_twelve_times_the_months_are_the_years(yearly: Fraction, months: int) -> None:
    """The power taken back lies just below the whole, never above it."""
    found = growth(yearly, months=months)

    assert found**12 <= (1 + yearly) ** months < (found + Fraction(1, 10**DECIMALS)) ** 12


def test_the_past_has_no_growth() -> None:
    with pytest.raises(AssertionError):
        growth(Fraction("0.01"), months=-1)

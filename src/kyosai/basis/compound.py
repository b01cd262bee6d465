"""複利 — growth at a yearly rate over months, without floats: twelfth roots to forty decimals."""

from fractions import Fraction
from functools import cache

DECIMALS = 40


@cache
def growth(yearly: Fraction, *, months: int) -> Fraction:
    """Return (1 + yearly) to the power of months/12, cut off after forty decimals.

    Whole years are exact. An amount of yen, rounded once afterwards, cannot tell the difference.
    """
    assert yearly > -1, "money does not vanish"
    assert months >= 0, "growth looks forward"
    whole = (1 + yearly) ** months
    if months % 12 == 0:
        return (1 + yearly) ** (months // 12)
    scaled = whole.numerator * 10 ** (DECIMALS * 12) // whole.denominator
    return Fraction(_root(scaled, 12), 10**DECIMALS)


def _root(number: int, degree: int) -> int:
    """Return the whole part of a root, by Newton from above."""
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better

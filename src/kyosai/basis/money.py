"""金額 — whole yen, and the named ways a fraction becomes whole yen."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Self


class NotWhole(ArithmeticError):
    """A fraction of a yen met a rule that names no rounding."""


@dataclass(frozen=True, order=True, slots=True)
class Yen:
    """An amount in whole yen; never a float, never a fraction."""

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"yen are whole numbers, not {self.amount!r}")

    def __add__(self, other: Self) -> "Yen":
        return Yen(self.amount + other.amount)

    def __sub__(self, other: Self) -> "Yen":
        return Yen(self.amount - other.amount)

    def __mul__(self, times: int) -> "Yen":
        return Yen(self.amount * times)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{self.amount:,}円"

    def of(self, share: Fraction) -> Fraction:
        """Return this share of the amount, still exact."""
        return self.amount * share


def exactly(amount: Fraction) -> Yen:
    """Return an amount that must already be whole: the law's silence is not a licence to round."""
    if amount.denominator != 1:
        raise NotWhole(f"{amount} is not whole, and no rule says how to round it")
    return Yen(amount.numerator)


def cut_off(amount: Fraction, *, unit: int = 1) -> Yen:
    """Drop what is below the unit (切捨て)."""
    return Yen(floor(amount / unit) * unit)


def raised(amount: Fraction, *, unit: int = 1) -> Yen:
    """Raise what is below the unit (切上げ)."""
    return Yen(ceil(amount / unit) * unit)


def fifty_sen(amount: Fraction) -> Yen:
    """Drop less than fifty sen, raise fifty sen and more (五十銭未満切捨て・五十銭以上切上げ)."""
    return Yen(floor(amount + Fraction(1, 2)))


def total(amounts: "list[Yen] | tuple[Yen, ...]") -> Yen:
    """Add amounts up, from nothing."""
    return Yen(sum(amount.amount for amount in amounts))

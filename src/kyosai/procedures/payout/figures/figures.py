"""給付の数字 — one amount and what is taken off it: debts, taxes, what is paid in instalments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kyosai.basis.money import Yen, total
from kyosai.records.benefits.writes import Offset
from kyosai.schemes.tax.retirement_income import Withholding

NOTHING = Yen(0)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a claim comes to. ``rules`` are those applied, ``ends_on`` the contract's last day.

    ``deduction`` and ``taxable`` explain the tax of a 退職所得; ``left`` is what stays owed to us.
    """

    scheme: str
    cause: str
    cause_words: str
    happened_on: date
    ends_on: date
    months_paid: int
    premiums: Yen
    due: str
    due_words: str
    provision: str
    gross: Yen
    income: str = ""
    income_words: str = ""
    declared: bool = False
    deduction: Yen = NOTHING
    taxable: Yen = NOTHING
    withheld: Withholding = field(default_factory=Withholding)
    offsets: tuple[Offset, ...] = ()
    left: Yen = NOTHING
    divided: Yen = NOTHING
    years: int = 0
    why_nothing: str = ""
    rules: Sequence[dict[str, Any]] = ()

    @property
    def tax(self) -> Yen:
        """All taxes withheld."""
        return total([self.withheld.national, self.withheld.municipal, self.withheld.prefectural])

    @property
    def offset(self) -> Yen:
        """All that is taken off for debts."""
        return total([each.amount for each in self.offsets])

    @property
    def net(self) -> Yen:
        """What is paid out at once."""
        return self.gross - self.tax - self.offset - self.divided

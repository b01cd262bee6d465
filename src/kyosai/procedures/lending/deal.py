"""貸付けの中身 — what one loan comes to: sums, turns, its contract, and what it pays off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kyosai.basis.money import Yen
from kyosai.procedures.lending.borrower import Borrower
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.loans.writes import Due

NOTHING = Yen(0)


@dataclass(frozen=True, kw_only=True)
class PaidOff:
    """An earlier loan that the new one pays off, with what it costs to be late."""

    loan: Loan
    penalty: Yen = NOTHING


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A loan as it would be made. ``text`` is the contract its holder signs, letter for letter.

    ``amount`` + ``paid_in`` = ``handed_over`` + ``interest`` ahead + what is left of the loan paid
    off and its penalty. ``paid_in`` is what the holder transfers first. ``stands_at`` is the step a
    case waits at before anything is written.
    """

    who: Borrower
    kind: str
    kind_name: str
    purpose: str
    amount: Yen
    interest: Yen
    handed_over: Yen
    yearly_rate: Fraction
    term_months: int
    turns: Sequence[Due]
    text: str
    limit: Yen
    pays_off: PaidOff | None = None
    paid_in: Yen = NOTHING
    stands_at: str = ""

    @property
    def lent_on(self) -> date:
        """The day on which the loan is made."""
        return self.who.lent_on

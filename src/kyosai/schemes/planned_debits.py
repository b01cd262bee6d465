"""引き落としの予定の形 — the debits a new contract leads to, whichever Act it is under."""

from dataclasses import dataclass

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.clocks.debit_days import Cycle


@dataclass(frozen=True)
class Debit:
    """One debit of the plan: its day, the months it takes and what it comes to."""

    cycle: Cycle
    months: tuple[Month, ...]
    yen: Yen


@dataclass(frozen=True)
class DebitPlan:
    """The first debit, the later debits of the year of application, and its deduction."""

    debits: tuple[Debit, ...]
    year: int
    deduction: Yen

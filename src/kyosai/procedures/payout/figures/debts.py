"""控除 — the loans of a contract on a day, and what of each an award pays.

Principal comes before what delay has cost, the oldest loan first: the Act on 倒産防止共済 says so
(10条3項), and 小規模企業共済 is taken to go the same way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.basis.money import Yen, total
from kyosai.records.benefits.writes import Offset
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing, ToPay

NOTHING = Yen(0)
Delay = Callable[[Yen, date, date], Yen]  # overdue yen, due day, day of payment


@dataclass(frozen=True)
class Debt:
    """What is owed on one loan: principal, the interest of turns past their day, and of delay."""

    loan: str
    kind: str
    principal: Yen
    interest: Yen
    penalty: Yen

    @property
    def amount(self) -> Yen:
        """All of it."""
        return self.principal + self.interest + self.penalty


def owed(contract: str, *, on: date, delay: Delay) -> list[Debt]:
    """Return what a contract's loans still owe on a day, the oldest first."""
    return [
        Debt(each.number, each.kind, each.principal_left, *_late(each, on=on, delay=delay))
        for each in loans.of_contract(contract)
        if not each.is_repaid
    ]


def offsets(debts: Sequence[Debt], *, out_of: Yen) -> tuple[Offset, ...]:
    """Return what each debt gets out of so much, as far as it reaches."""
    return tuple(_used(debts, out_of))


def left_of(debts: Sequence[Debt], paid: Sequence[Offset]) -> Yen:
    """Return what stays owed."""
    return total([each.amount for each in debts]) - total([each.amount for each in paid])


def _used(debts: Sequence[Debt], left: Yen) -> Iterator[Offset]:
    parts = [(each.loan, "loan", each.principal) for each in debts]
    parts += [(each.loan, "interest", each.interest) for each in debts]
    parts += [(each.loan, "penalty", each.penalty) for each in debts]
    for loan, part, wanted in parts:
        taken = min(wanted, left)
        if taken > NOTHING:
            yield Offset(loan, part, taken)
            left -= taken


def _late(loan: Standing, *, on: date, delay: Delay) -> tuple[Yen, Yen]:
    """Return interest and penalty of every turn past its day, as far as it is not repaid."""
    repaid = loan.amount - loan.principal_left
    interest, penalty = NOTHING, NOTHING
    for turn in loans.turns(loan.number):
        open_ = max(NOTHING, turn.principal - repaid)
        repaid = max(NOTHING, repaid - turn.principal)
        if open_ and turn.due_on < on:
            interest += turn.interest
        if open_ and (due_on := _due_on(turn, loan)) < on:
            penalty += delay(open_, due_on, on)
    return interest, penalty


def _due_on(turn: ToPay, loan: Standing) -> date:
    return min(turn.due_on, loan.accelerated_on or turn.due_on)

"""返済の残り — what is left of a loan's turns, which of them are late, and what lateness has cost.

Principal received goes to the turns in their order. A penalty is counted for each part of a turn
by the days until that part was, or will be, paid.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.schemes.clocks import channels, debit_days

NOTHING = Yen(0)


class Lateness(Protocol):
    """What an Act asks for paying a part of a loan late."""

    def __call__(self, overdue: Yen, *, due_on: date, paid_on: date) -> Yen: ...  # noqa: D102


@dataclass(frozen=True)
class Turn:
    """One turn, or what is left of it: its day, principal, and interest paid ahead with it."""

    ordinal: int
    due_on: date
    principal: Yen
    interest: Yen

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left."""
        return self.principal == self.interest == NOTHING


@dataclass(frozen=True)
class Came:
    """What was received on a day, as it was allocated."""

    on: date
    principal: Yen
    interest: Yen
    penalty: Yen


@dataclass(frozen=True)
class Owing:
    """A loan on a day: the turns that are left, those of them that are late, and the penalty."""

    left: tuple[Turn, ...]
    late: tuple[Turn, ...]
    penalty: Yen

    @property
    def principal(self) -> Yen:
        """The principal that is left."""
        return total([turn.principal for turn in self.left])

    @property
    def overdue(self) -> Yen:
        """Principal and interest that have fallen due and were not paid."""
        return total([turn.principal + turn.interest for turn in self.late])

    @property
    def whole(self) -> Yen:
        """What ends the loan on that day: all principal, interest that is late, and penalty.

        Interest for time that does not begin is not owed.
        """
        return self.principal + total([turn.interest for turn in self.late]) + self.penalty

    @property
    def next_turn(self) -> Turn | None:
        """The first turn that is left and not late."""
        return next((turn for turn in self.left if turn not in self.late), None)


@implements(
    "貸付規程1条",
    "中小企業倒産防止共済法10条1項",
    says="{due_on}が期日の返済は、{result}に引き落とします。",
)
def debited_on(due_on: date, *, scheme: str) -> date:
    """Return the day a turn is taken from the account: the first debit day on or after it.

    It is in time on that day. Where no calendar reaches, the day itself is told.
    """
    with suppress(BeyondCalendar, NotYetInForce):
        channel = channels.channels(scheme=scheme, on=due_on)[0]
        for distance in (-1, 0, 1):
            day = debit_days.cycle(channel, month=Month.of(due_on) + distance).debit_on
            if day >= due_on:
                return day
    return due_on


@implements(
    "中小企業倒産防止共済法10条3項",
    "中小企業倒産防止共済法10条の2第5項",
    "貸付規程1条",
    says="{on}に残っているのは元金{result.principal}、遅れた分の追加は{result.penalty}です。",
)
def owing(turns: Sequence[Turn], came: Sequence[Came], *, on: date, lateness: Lateness) -> Owing:
    """Return what a loan owes on a day, before anything that comes on it."""
    left, penalty = _replayed(turns, came, on=on, lateness=lateness)
    open_ones = tuple(turn for turn in left if not turn.is_paid)
    late = tuple(turn for turn in open_ones if turn.due_on < on)
    paid = total([each.penalty for each in came])
    return Owing(open_ones, late, max(NOTHING, penalty - paid))


@implements("中小企業倒産防止共済法10条1項", says="残りの全額の期限が、{on}に来ました。")
def accelerated(turns: Sequence[Turn], *, on: date) -> tuple[Turn, ...]:
    """Return the turns of a loan whose rest falls due at once: none is due later than that day."""
    return tuple(replace(turn, due_on=min(turn.due_on, on)) for turn in turns)


def _replayed(
    turns: Sequence[Turn], came: Sequence[Came], *, on: date, lateness: Lateness
) -> tuple[list[Turn], Yen]:
    """Return what is left of each turn, and the penalty of all that was or is late."""
    left, penalty = [], NOTHING
    principals = [(each.on, each.principal) for each in came]
    interest = total([each.interest for each in came])
    for turn in turns:
        rest = turn.principal
        while rest > NOTHING and principals:
            paid_on, sum_left = principals[0]
            part = min(rest, sum_left)
            penalty += lateness(part, due_on=turn.due_on, paid_on=max(paid_on, turn.due_on))
            rest -= part
            principals[0] = (paid_on, sum_left - part)
            if sum_left == part:
                principals.pop(0)
        if rest > NOTHING and turn.due_on < on:
            penalty += lateness(rest, due_on=turn.due_on, paid_on=on)
        ahead = min(turn.interest, interest)
        interest -= ahead
        left.append(Turn(turn.ordinal, turn.due_on, rest, turn.interest - ahead))
    return left, penalty

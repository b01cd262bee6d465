"""点検 — invariants that hold before a cycle starts, or nothing starts."""

from kyosai.records.ledger import reads as ledger
from kyosai.records.premiums import invariants
from kyosai.records.premiums.invariants import Broken


class NotSound(Exception):
    """The books contradict themselves: no cycle starts until a person has looked."""

    def __init__(self, broken: list[Broken]) -> None:
        self.broken = broken
        super().__init__("; ".join(f"{each.name}: {', '.join(each.samples)}" for each in broken))


def check() -> None:
    """Raise NotSound unless every invariant of dues, debits and journal holds."""
    broken = invariants.broken()
    difference = ledger.trial_balance_difference()
    if difference:
        broken.append(Broken("仕訳の借方と貸方は等しい", (str(difference),)))
    if broken:
        raise NotSound(broken)

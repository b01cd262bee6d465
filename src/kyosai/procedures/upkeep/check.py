"""点検 — invariants that hold before a cycle starts, or nothing starts."""

from kyosai.records.premiums import invariants
from kyosai.records.premiums.invariants import Broken


class NotSound(Exception):
    """The books contradict themselves: no cycle starts until a person has looked."""

    def __init__(self, broken: list[Broken]) -> None:
        self.broken = broken
        super().__init__("; ".join(f"{each.name}: {', '.join(each.samples)}" for each in broken))


def check() -> None:
    """Raise NotSound unless every invariant of dues, debits and journal holds.

    That debits equal credits need not be asked: a transfer has one amount (decision 0007).
    """
    broken = invariants.broken()
    if broken:
        raise NotSound(broken)

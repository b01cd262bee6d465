"""点検 — invariants that hold before a cycle starts, or nothing starts."""

from datetime import date

from kyosai.records.payments import invariants as payments
from kyosai.records.premiums import invariants
from kyosai.records.premiums.invariants import Broken
from kyosai.records.remittances import invariants as remittances


class NotSound(Exception):
    """The books contradict themselves: no cycle starts until a person has looked."""

    def __init__(self, broken: list[Broken]) -> None:
        self.broken = broken
        super().__init__("; ".join(f"{each.name}: {', '.join(each.samples)}" for each in broken))


def before(debit_on: date) -> None:
    """Raise NotSound when something stands in the way of a day's debits.

    What happened before was checked when its cycle was confirmed; here is only asked whether it
    was, so that the check costs the same every month.
    """
    broken = invariants.broken_before(debit_on)
    if broken:
        raise NotSound(broken)


def check() -> None:
    """Raise NotSound unless every invariant of dues, debits and journal holds, since ever.

    That debits equal credits need not be asked: a transfer has one amount (decision 0007).
    """
    broken = invariants.broken()
    for others in (remittances, payments):
        broken += [Broken(name, keys) for name, keys in others.broken().items()]
    if broken:
        raise NotSound(broken)

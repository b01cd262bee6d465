"""給付の巡回 — cancellations past their day to think, instalments, yearly slips, withheld tax."""

from datetime import date, datetime

from kyosai.procedures.payout import instalments, pension_slips, window
from kyosai.procedures.withholding import hand_over


def decide_cancellations(now: datetime) -> None:
    """Carry out every cancellation that was not taken back in time."""
    for case in window.to_decide(at=now):
        window.decide(case, at=now)


class Instalments:
    """Orders, once a day, the instalments whose day is near; makes the slips of last year."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Order each in a transaction of its own."""
        if self._done_on != now.date():
            for key in instalments.to_order(at=now):
                instalments.order(key, at=now)
            pension_slips.make(at=now)
            self._done_on = now.date()


class WithheldTax:
    """Orders, once a day, the tax of months that are over to be paid to its offices."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Order each in a transaction of its own."""
        if self._done_on != now.date():
            for owed in hand_over.to_order(at=now):
                hand_over.order(owed, at=now)
            self._done_on = now.date()

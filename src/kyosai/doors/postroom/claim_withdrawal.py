"""取下げの受け渡し — a cancellation taken back, one procedure."""

from kyosai.doors import today
from kyosai.procedures.payout import window


def hand_over(number: str) -> None:
    """Hand one withdrawal over."""
    window.withdraw(number, at=today.now())

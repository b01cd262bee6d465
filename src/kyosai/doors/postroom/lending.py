"""貸付けの受け渡し — one loan asked for, one procedure."""

from kyosai.doors import today
from kyosai.procedures.lending import lend


def hand_over(number: str) -> None:
    """Hand one request over."""
    lend.lend(number, at=today.now())

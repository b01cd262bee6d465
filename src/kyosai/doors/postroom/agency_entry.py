"""委託機関の入室の受け渡し — the register decides who comes in."""

from kyosai.doors import today
from kyosai.procedures.access import agency


def hand_over(number: str) -> None:
    """Hand one over."""
    agency.enter(number, at=today.now())

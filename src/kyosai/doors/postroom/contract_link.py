"""契約をつなぐ受け渡し — one contract number, one procedure."""

from kyosai.doors import today
from kyosai.procedures.access import link


def hand_over(number: str) -> None:
    """Hand one wish over."""
    link.link(number, at=today.now())

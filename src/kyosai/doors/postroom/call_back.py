"""折り返しの受け渡し — one half hour wished for, one procedure."""

from kyosai.doors import today
from kyosai.procedures.access.calls import booking


def hand_over(number: str) -> None:
    """Hand one wish over."""
    booking.handle(number, at=today.now())

"""マイナンバーの受け渡し — one sealed number, one procedure."""

from kyosai.doors import today
from kyosai.procedures.access import my_number


def hand_over(number: str) -> None:
    """Hand one number over, unread."""
    my_number.receive(number, at=today.now())

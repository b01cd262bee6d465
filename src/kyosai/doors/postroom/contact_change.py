"""連絡先の変更の受け渡し — one change, one procedure."""

from kyosai.doors import today
from kyosai.procedures.letters import contact


def hand_over(number: str) -> None:
    """Hand one change over."""
    contact.change(number, at=today.now())

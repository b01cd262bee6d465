"""変更の受け渡し — one wish about the premiums, one procedure."""

from kyosai.doors import today
from kyosai.procedures.amendment import amend


def hand_over(number: str) -> None:
    """Hand one wish over."""
    amend.amend(number, at=today.now())

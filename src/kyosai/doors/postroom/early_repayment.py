"""繰上げ返済の受け渡し — one wish to end a loan, one procedure."""

from kyosai.doors import today
from kyosai.procedures.recovery import early


def hand_over(number: str) -> None:
    """Hand one wish over."""
    early.repay_early(number, at=today.now())

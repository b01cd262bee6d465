"""要件の確認の受け渡し — an agency confirms what a special loan is for."""

from kyosai.doors import today
from kyosai.procedures.lending.skk import condition


def hand_over(number: str) -> None:
    """Hand one over."""
    condition.confirm(number, at=today.now())

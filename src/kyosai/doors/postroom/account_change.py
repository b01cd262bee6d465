"""口座変更の受け渡し — one change, one procedure."""

from kyosai.doors import today
from kyosai.procedures.amendment import account


def hand_over(number: str) -> None:
    """Hand one account change over."""
    account.change(number, at=today.now())

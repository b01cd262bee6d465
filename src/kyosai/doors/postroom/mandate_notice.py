"""口座登録通知の受け渡し — what the hub told the portal by itself."""

from kyosai.doors import today
from kyosai.procedures.amendment import mandate


def hand_over(number: str) -> None:
    """Hand one notice over."""
    mandate.note(number, at=today.now())

"""ご逝去の知らせの受け渡し — one notice, one procedure."""

from kyosai.doors import today
from kyosai.procedures.payout.survivors import notice


def hand_over(number: str) -> None:
    """Hand one notice over."""
    notice.receive(number, at=today.now())

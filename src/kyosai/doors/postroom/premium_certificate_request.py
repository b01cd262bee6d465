"""控除証明書の手続きの受け渡し — one wish about a certificate, one procedure."""

from kyosai.doors import today
from kyosai.procedures.certification import request


def hand_over(number: str) -> None:
    """Hand one wish over."""
    request.receive(number, at=today.now())

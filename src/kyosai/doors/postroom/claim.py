"""請求の受け渡し — read what the tax office signed outside the transaction, then one procedure."""

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout import claim


def hand_over(number: str) -> None:
    """Hand one claim over."""
    _, message = postbox.peek(number)
    assert isinstance(message, Claim)
    claim.receive(number, at=today.now())

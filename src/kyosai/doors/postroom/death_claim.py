"""遺族の請求の受け渡し — papers still on their way are waited for; then one procedure."""

from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.survivors import DeathClaim
from kyosai.procedures.payout.survivors import claim
from kyosai.records.documents import reads as documents


def hand_over(number: str) -> None:
    """Hand one claim over."""
    outside, message = postbox.peek(number)
    assert isinstance(message, DeathClaim)
    arrived = documents.arrived(message.attachments, person=UUID(message.person))
    if set(message.attachments) - arrived:
        patience.wait(outside.created_at)
    claim.receive(number, at=today.now())

"""残りの一括の請求の受け渡し — papers still on their way are waited for; then one procedure."""

from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.procedures.payout import rest_claim
from kyosai.records.documents import reads as documents


def hand_over(number: str) -> None:
    """Hand one claim over."""
    outside, message = postbox.peek(number)
    assert isinstance(message, RestClaim)
    arrived = documents.arrived(message.attachments, person=UUID(message.person))
    if set(message.attachments) - arrived:
        patience.wait(outside.created_at)
    rest_claim.receive(number, at=today.now())

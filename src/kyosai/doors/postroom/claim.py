"""請求の受け渡し — read what the tax office signed outside the transaction, then one procedure."""

from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import closing, patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout import claim
from kyosai.records.documents import reads as documents


def hand_over(number: str) -> None:
    """Hand one claim over; while its papers may still come, it waits for them."""
    outside, message = postbox.peek(number)
    assert isinstance(message, Claim)
    wanted = set(message.proof.attachments)
    missing = len(wanted - documents.arrived(wanted, person=UUID(message.person))) if wanted else 0
    if missing:
        patience.wait(outside.created_at)
    evidence = closing.gathered(message, missing=missing)
    claim.receive(number, evidence=evidence, at=today.now())

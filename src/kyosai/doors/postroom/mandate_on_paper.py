"""口座振替申込書の受け渡し — wait for its pictures, then one procedure."""

from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import MandateOnPaper
from kyosai.procedures.enrolment import paper_again
from kyosai.records.documents import reads as documents


def hand_over(number: str) -> None:
    """Hand one paper over; while its pictures may still come, wait."""
    outside, message = postbox.peek(number)
    assert isinstance(message, MandateOnPaper)
    wanted = message.paper.attachments
    if len(documents.arrived(wanted, person=UUID(message.person))) < len(set(wanted)):
        patience.wait(outside.created_at)
    paper_again.receive(number, at=today.now())

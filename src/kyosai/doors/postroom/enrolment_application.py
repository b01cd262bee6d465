"""加入申込みの受け渡し — verify the evidence outside the transaction, then call one procedure."""

from datetime import datetime
from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import evidence, patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.certification import issue
from kyosai.procedures.enrolment import receive
from kyosai.records.documents import reads as documents


def hand_over(number: str) -> None:
    """Hand one application over; an accepted one gets its certificate right after."""
    outside, message = postbox.peek(number)
    assert isinstance(message, EnrolmentApplication)
    missing = _missing(message, sent_at=outside.created_at)
    found = evidence.gathered(message, missing=missing, sent_at=outside.created_at)
    outcome = receive.receive(outside, application=message, evidence=found, at=today.now())
    if outcome.accepted:
        issue.certificate(outcome.accepted.certificate, at=today.now())


def _missing(message: EnrolmentApplication, *, sent_at: datetime) -> int:
    """Count attachments that have not arrived; while they may still come, wait."""
    on_paper = message.paper_mandate.attachments if message.paper_mandate else ()
    wanted = (*message.evidence.attachments, *on_paper)
    if not wanted:
        return 0
    arrived = documents.arrived(wanted, person=UUID(message.person))
    missing = len(set(wanted) - arrived)
    if missing:
        patience.wait(sent_at)
    return missing

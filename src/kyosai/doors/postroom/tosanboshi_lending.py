"""倒産防止共済の借入れの受け渡し — each kind of message to its procedure."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from kyosai.doors import today
from kyosai.doors.postroom import patience
from kyosai.exchange import postbox
from kyosai.exchange.messages.tosanboshi_lending import (
    MutualAidClaim,
    MutualAidContract,
    MutualAidFix,
    TemporaryLoanRequest,
    TosanboshiLending,
)
from kyosai.procedures.lending.tosanboshi import temporary
from kyosai.procedures.lending.tosanboshi.mutual_aid import conclude, fix, receive
from kyosai.records.documents import reads as documents

PROCEDURES: dict[str, Callable[[str, datetime], object]] = {
    TemporaryLoanRequest.kind: lambda number, at: temporary.lend(number, at=at),
    MutualAidClaim.kind: lambda number, at: receive.receive(number, at=at),
    MutualAidFix.kind: lambda number, at: fix.receive(number, at=at),
    MutualAidContract.kind: lambda number, at: conclude.conclude(number, at=at),
}


def hand_over(number: str) -> None:
    """Hand one message over; while its papers may still come, wait."""
    outside, message = postbox.peek(number)
    papers = getattr(message, "attachments", ())
    assert isinstance(message, TosanboshiLending)
    if len(documents.arrived(papers, person=UUID(message.person))) < len(set(papers)):
        patience.wait(outside.created_at)
    PROCEDURES[message.kind](number, today.now())

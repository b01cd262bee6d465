"""倒産防止共済の借入れの受け渡し — each kind of message to its procedure."""

from collections.abc import Callable
from datetime import datetime

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.tosanboshi_lending import TemporaryLoanRequest
from kyosai.procedures.lending.tosanboshi import temporary

PROCEDURES: dict[str, Callable[[str, datetime], object]] = {
    TemporaryLoanRequest.kind: lambda number, at: temporary.lend(number, at=at),
}


def hand_over(number: str) -> None:
    """Hand one message over."""
    PROCEDURES[postbox.kind_of(number)](number, today.now())

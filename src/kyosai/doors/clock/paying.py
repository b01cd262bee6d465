"""支払の巡回 — accounts are checked, single payments leave, files are made and handed over."""

import logging
from datetime import datetime

from django.db import DatabaseError

from kyosai.doors.clock import sending
from kyosai.procedures.payment import again, bulk, check, frame, instant
from kyosai.records.payments import files
from kyosai.wires.bank.desk import HandedInBefore, WholeFileRefused
from kyosai.wires.failure import Rejected, Unreachable

logger = logging.getLogger(__name__)
MISSES = 3  # payments in one round without an answer: then the bank itself is away


def check_accounts(now: datetime) -> None:
    """Ask the bank about every account that waits for money and was never asked about."""
    for question in check.to_ask():
        check.answered(question.account, sending.bank().check_account(question.content), at=now)
    check.ask_for_call_backs(at=now)


def pay_at_once(now: datetime) -> None:
    """Send every single payment that may leave. Killed after the send, it is sent again.

    One that nobody answers for, or that cannot leave, keeps no other waiting.
    """
    unanswered: list[Unreachable] = []
    for number in instant.due(at=now):
        try:
            _pay(number, now)
        except Unreachable as away:
            unanswered.append(away)
        except (AssertionError, DatabaseError, Rejected) as reason:
            logger.exception("%s cannot leave", number)
            instant.held_up(number, why=type(reason).__name__, at=now)
        if len(unanswered) >= MISSES:
            break
    if unanswered:
        raise unanswered[0]


def _pay(number: str, now: datetime) -> None:
    send = instant.to_send(number, at=now)
    if send is None:
        return
    try:
        told = sending.bank().pay(send.content, number=send.number, digest=send.digest)
    except WholeFileRefused as refusal:
        logger.error("the bank refused %s: %s", send.number, refusal.reason)
        instant.refused(send.number, reason=refusal.reason, at=now)
    else:
        instant.paid(send.number, receipt=str(told["receipt"]), at=now)


def make_files(now: datetime) -> None:
    """Make the files of the next day of payment, and give up what nobody released in time."""
    bulk.build(at=now)
    bulk.let_lapse(at=now)


def hand_over_files(now: datetime) -> None:
    """Hand every approved file of payments to the bank that it has not answered for."""
    for name in files.to_hand_over():
        digest, content = files.released(name)
        try:
            told = sending.bank().hand_over_transfers(content, name=name, digest=digest)
        except HandedInBefore:  # The bank may have paid it: it is not owed again.
            logger.exception("the bank has other bytes under %s", name)
        except WholeFileRefused as refusal:
            logger.error("the bank refused %s: %s", name, refusal.reason)
            bulk.refused(name, reason=refusal.reason, at=now)
        else:
            bulk.received(name, receipt=str(told["receipt"]), at=now)


def note_paid(now: datetime) -> None:
    """Note what has arrived, and tell those whose money came back."""
    bulk.note_paid(at=now)
    again.tell_of_returns(at=now)


def frames_waited_for(now: datetime) -> list[str]:
    """Return the frames without which single payments do not leave now, by their schemes."""
    return [f"frame-{scheme}" for scheme in frame.wanted(at=now)]

"""取下げのできる期間 — a cancellation waits a day; taken back, nothing happens; else it is done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.flow import Flow
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages.claims import Claim, ClaimWithdrawal
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.payout import claim, telling, words
from kyosai.procedures.payout.flow import CANCELLATIONS, EXAMINE, WAIT
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock


class TooLate(Refused):
    """Nothing waits any more under this receipt, or nothing of this person's."""

    reason = "取り下げられる期間がすぎたか、もう取り下げています。「お知らせ」を確かめてください。"


def withdraw(number: str, *, at: datetime) -> Status:
    """Take a cancellation back; too late, or somebody else's, it stays as it is."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, ClaimWithdrawal)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        status: Status = "withdrawn"
        try:
            _close(message, party=party, at=at)
        except Refused as refusal:
            status = "failed"
            said = words.not_withdrawn(message.withdrawn, reason=refusal.reason)
            key = f"{message.kind}:{message.receipt}"
            telling.say(party, key=key, kind=message.kind, said=said, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def to_decide(*, at: datetime) -> list[str]:
    """Return the cases whose day to think has passed."""
    waiting = [each for each in cases.queue("rules", at=at) if each.step == WAIT]
    return [
        each.number
        for each in waiting
        if each.flow in CANCELLATIONS and each.received_at + claim.WINDOW <= at
    ]


def decide(case: str, *, at: datetime) -> Status:
    """End a contract whose holder did not take the cancellation back; done once."""
    with transaction.atomic(durable=True):
        lock(cases.case(case).subject)
        file = casework.take(_flow(case), number=case, step=WAIT, officer="")
        message = claim.filed(file.filing)
        try:
            status = _to_desk(file, message, at=at) or _carried_out(file, message, at=at)
        except Refused as refusal:
            status = _failed(file, message, reason=refusal.reason, at=at)
        _answer(file.filing, message, status=status, at=at)
    return status


def _to_desk(file: Case, message: Claim, *, at: datetime) -> Status | None:
    """Send what a hold or the list stops to the desk; nothing where a rule may go on."""
    contract, worth = claim.worked_out(message, party=file.subject, on=tokyo.in_tokyo(at).date())
    stops = claim.why_a_person(contract, message, at=at)
    if not (stops and worth.gross):
        return None
    flow = _flow(file.number)
    casework.move_on(file, flow=flow, to=EXAMINE, outcome="to_desk", officer="", at=at, words=stops)
    said = words.examined(message, due_at=claim.due_at(message))
    telling.tell(message, party=file.subject, said=said, at=at, again=":examined")
    return "at_desk"


def _carried_out(file: Case, message: Claim, *, at: datetime) -> Status:
    on = tokyo.in_tokyo(at).date()
    with transaction.atomic():
        contract, worth = claim.worked_out(message, party=file.subject, on=on)
        number = claim.decided(message, contract=contract, worth=worth, case=file.number, at=at)
    due_at = claim.due_at(message)
    said = words.awarded(message, worth, number=number, due_at=due_at)
    telling.tell(message, party=file.subject, said=said, at=at, again=":decided")
    rules = list(worth.rules)
    casework.close(file, outcome="accepted", officer="", at=at, words=said[1], findings=rules)
    return "awarded"


def _failed(file: Case, message: Claim, *, reason: str, at: datetime) -> Status:
    said = words.refused(message, reason=reason)
    telling.tell(message, party=file.subject, said=said, at=at, again=":decided")
    casework.close(file, outcome="refused", officer="", at=at, words=reason)
    return "failed"


def _close(message: ClaimWithdrawal, *, party: UUID, at: datetime) -> None:
    known = cases.filed_under(message.withdrawn)
    found = cases.case(known["number"]) if known else None
    if found is None or found.subject != party or found.flow not in CANCELLATIONS:
        raise TooLate
    asked_at = datetime.fromisoformat(message.received_at)
    if found.step != WAIT or found.is_closed or asked_at >= found.received_at + claim.WINDOW:
        raise TooLate
    file = casework.take(_flow(found.number), number=found.number, step=WAIT, officer="")
    withdrawn = claim.filed(file.filing)
    said = words.withdrawn(withdrawn)
    telling.tell(withdrawn, party=party, said=said, at=at, again=":withdrawn")
    casework.close(file, outcome="withdrawn", officer="", at=at, words=said[0])
    _answer(file.filing, withdrawn, status="withdrawn", at=at)


def _answer(filing: dict[str, Any], message: Claim, *, status: Status, at: datetime) -> None:
    told_at, number = at.isoformat(), str(filing["message"])
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))


def _flow(case: str) -> Flow:
    return CANCELLATIONS[cases.case(case).flow]

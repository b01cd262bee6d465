"""遺族の請求の受付 — the relatives are entered, the ranks are found, and the desk has the case."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.exchange.messages.survivors import DeathClaim, PayeeTold
from kyosai.procedures.payout import remainder
from kyosai.procedures.payout.claim import PROMISE
from kyosai.procedures.payout.survivors import figures
from kyosai.procedures.payout.survivors.figures import Worth
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM, EXAMINE, GATHER
from kyosai.records.contracts import reads as contracts
from kyosai.records.parties.writes import lock
from kyosai.records.survivors import reads as rooms
from kyosai.records.survivors import writes
from kyosai.records.survivors.reads import Standing as Room
from kyosai.schemes.clocks import promises


class NotCovered(Refused):
    """Somebody receives without an account, or an agent who has no share."""

    reason = "受け取る方と、その口座が合っていません。代表の方と口座を確かめてください。"


def receive(number: str, *, at: datetime) -> Status:
    """Take a claim from a room; whoever has not its code is told nothing but that it failed."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, DeathClaim)
        status = _filed(message, number=number, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def worked_out(case: Case, *, on: date) -> tuple[DeathClaim, Worth]:
    """Return the claim of a case, and what it comes to on a day."""
    message, room = filed(case.filing), rooms.of_case(case.number)
    assert room is not None
    found = _worth(message, room, on=on)
    _insist_on_payees(message, found)
    return message, found


def filed(filing: dict[str, Any]) -> DeathClaim:
    """Return the claim as the family sent it."""
    content = fingerprint.canonical(filing["death_claim"])
    message = plain.from_json(content, kind=DeathClaim.kind, version=DeathClaim.VERSION)
    assert isinstance(message, DeathClaim)
    return message


def receivers(message: DeathClaim, found: Worth) -> dict[str, str]:
    """Return who receives each share: the agent for all, or each for themselves."""
    return {key: message.agent or key for key in found.shares}


def payee(message: DeathClaim, key: str) -> PayeeTold:
    """Return the account of one who receives."""
    return next(each for each in message.payees if each.key == key)


def _worth(message: DeathClaim, room: Room, *, on: date) -> Worth:
    """Return what the contract pays; one that pays instalments has ended before the death."""
    contract = contracts.standing(room.contract)
    if remainder.running(contract.number):
        return figures.rest(contract, message.relatives, agent=message.agent, died_on=room.died_on)
    asked_on = tokyo.in_tokyo(datetime.fromisoformat(message.received_at)).date()
    return figures.worth(
        contract, message.relatives, died_on=room.died_on, asked_on=asked_on, on=on
    )


def _filed(message: DeathClaim, *, number: str, at: datetime) -> Status:
    room = rooms.room(message.room)
    person = UUID(message.person)
    digest = message.code_digest
    if room is None or not writes.let_in(message.room, code_digest=digest, person=person, at=at):
        return "failed"
    contract = contracts.standing(room.contract)
    lock(contract.party)
    file = casework.take(DEATH_CLAIM, number=room.case_number, step=GATHER, officer="")
    bare = asdict(replace(message, code_digest=""))
    casework.refile(file, filing=file.filing | {"death_claim": bare, "claim_message": number})
    try:
        _, found = worked_out(file, on=tokyo.in_tokyo(at).date())
    except Refused as refusal:
        casework.write(file, outcome="refused", officer="", at=at, words=refusal.reason)
        return "failed"
    _enter(message, room, at=at)
    casework.move_on(
        file,
        flow=DEATH_CLAIM,
        to=EXAMINE,
        outcome="received",
        officer="",
        at=at,
        words=f"請求と書類{len(message.attachments)}件を受け付けました。",
        findings=list(found.rules),
    )
    received_at = datetime.fromisoformat(message.received_at)
    due_at = promises.promise(PROMISE, received_at=received_at).due_at
    deadlines.resume(file.number, at=at, due_at=due_at)
    return "at_desk"


def _enter(message: DeathClaim, room: Room, *, at: datetime) -> None:
    """Enter every relative who may receive or be due a share as a party of their own."""
    for each in message.relatives:
        writes.claimant(
            room.receipt,
            key=each.key,
            person=UUID(message.person),
            at=at,
            name=each.name,
            kana=each.kana,
            birthdate=each.birthdate,
            address=each.address,
        )


def _insist_on_payees(message: DeathClaim, found: Worth) -> None:
    known = {each.key for each in message.payees}
    is_agent_entitled = not message.agent or message.agent in found.shares
    if not is_agent_entitled or not set(receivers(message, found).values()) <= known:
        raise NotCovered(field="payees")

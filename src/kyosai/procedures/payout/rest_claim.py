"""残りの一括の請求 — a holder hit by something asks; one officer examines, another decides."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow, Step
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.payout import award, remainder, telling, words
from kyosai.procedures.payout.claim import PROMISE
from kyosai.procedures.payout.flow import DESK, EXAMINE, SCREEN
from kyosai.procedures.payout.remainder import Remainder
from kyosai.records.contracts import reads as contracts
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.records.payments import ordering
from kyosai.records.payments.ordering import Order
from kyosai.schemes.clocks import promises
from kyosai.schemes.skk.payment.remainder import Reason

DECIDE = "decide"
REST_CLAIM = Flow(
    name="skk.instalments_at_once",
    title="小規模企業共済 分割の残りの一括支給",
    steps=(
        Step(SCREEN, "自動判定", desk="rules", next=(EXAMINE,)),
        Step(EXAMINE, "事情と書類の審査", desk=DESK, next=(DECIDE,)),
        Step(DECIDE, "支給の決裁", desk=DESK, next=(EXAMINE,), second_pair_of_eyes=True),
    ),
)


def receive(number: str, *, at: datetime) -> Status:
    """Take a claim; the law says at once whether there is a rest, the desk reads the papers."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, RestClaim)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        try:
            found = worked_out(message, party=party)
        except Refused as refusal:
            status, said = "failed", words.rest_refused(reason=refusal.reason)
            lines = [Line(SCREEN, "refused", refusal.reason)]
        else:
            status, said = "at_desk", words.rest_examined(found.net, due_at=_due_at(message))
            lines = [Line(SCREEN, "to_desk", said[1], findings=found.rules)]
        _file(message, number=number, party=party, lines=lines, is_open=status == "at_desk", at=at)
        key = f"{message.kind}:{message.receipt}"
        telling.say(party, key=key, kind=message.kind, said=said, at=at)
        _reply(message, number, status=status, at=at)  # type: ignore[arg-type]
    return status  # type: ignore[return-value]


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Find the papers in order, as the first officer; or pay, as another."""
    with transaction.atomic(durable=True):
        step = cases.case(case).step
        wanted = DECIDE if step == DECIDE else EXAMINE
        file = casework.take(REST_CLAIM, number=case, step=wanted, officer=officer)
        lock(file.subject)
        found = worked_out(filed(file), party=file.subject)
        if wanted == EXAMINE:
            casework.move_on(
                file,
                flow=REST_CLAIM,
                to=DECIDE,
                outcome="examined",
                officer=officer,
                at=at,
                words=note or "事情と書類を確かめました。",
                findings=found.rules,
            )
            return
        _pay(file, found, officer=officer, at=at)
        _end(file, outcome="accepted", officer=officer, words_=note, at=at)
        _tell(file, said=words.rest_awarded(found.net, due_at=file.due_at), status="awarded", at=at)


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Say what the papers lack; the instalments go on, and the holder may ask again."""
    with transaction.atomic(durable=True):
        file = casework.take(REST_CLAIM, number=case, step=EXAMINE, officer=officer)
        _end(file, outcome="returned", officer=officer, words_=reason, at=at)
        _tell(file, said=words.rest_refused(reason=reason), status="failed", at=at)


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Do not agree: the case is examined again."""
    with transaction.atomic(durable=True):
        file = casework.take(REST_CLAIM, number=case, step=DECIDE, officer=officer)
        casework.move_on(
            file,
            flow=REST_CLAIM,
            to=EXAMINE,
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def worked_out(message: RestClaim, *, party: UUID) -> Remainder:
    """Return what the rest of a holder's instalments comes to, or refuse."""
    for each in contracts.of_party(party):
        if remainder.running(each.number):
            happened_on = date.fromisoformat(message.happened_on)
            reason = Reason.of(message.reason)
            return remainder.of(each.number, reason, happened_on=happened_on)
    raise remainder.NothingDivided


def filed(file: Case) -> RestClaim:
    """Return the claim as it was sent."""
    content = fingerprint.canonical(file.filing["change"])
    message = plain.from_json(content, kind=RestClaim.kind, version=RestClaim.VERSION)
    assert isinstance(message, RestClaim)
    return message


def _pay(file: Case, found: Remainder, *, officer: str, at: datetime) -> None:
    contract = contracts.standing(found.award.contract)
    to = award.account_of(contract)
    remainder.settle(found, case=file.number, officer=officer, at=at)
    wanted = Order(
        key=f"rest:{found.award.number}",
        scheme=contract.scheme,
        contract=contract.number,
        party=contract.party,
        kind=remainder.KIND,
        purpose="分割共済金の残り",
        amount=found.net,
        account=to.id,
        rail="bulk",
        pay_on=award.payable_on(at),
        due_at=file.due_at,
        case_number=file.number,
        ordered_by=officer,
    )
    ordering.order(wanted, at=at)


def _end(file: Case, *, outcome: str, officer: str, words_: str, at: datetime) -> None:
    casework.close(file, outcome=outcome, officer=officer, at=at, words=words_)


def _tell(file: Case, *, said: tuple[str, str], status: Status, at: datetime) -> None:
    message = filed(file)
    key = f"{message.kind}:{message.receipt}:decided"
    telling.say(file.subject, key=key, kind=message.kind, said=said, at=at)
    _reply(message, str(file.filing["message"]), status=status, at=at)


def _reply(message: RestClaim, number: str, *, status: Status, at: datetime) -> None:
    told_at = at.isoformat()
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))


def _due_at(message: RestClaim) -> datetime:
    received_at = datetime.fromisoformat(message.received_at)
    return promises.promise(PROMISE, received_at=received_at).due_at


def _file(
    message: RestClaim,
    *,
    number: str,
    party: UUID,
    lines: list[Line],
    is_open: bool,
    at: datetime,
) -> None:
    filing: dict[str, Any] = {"message": number, "change": asdict(message)}
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=REST_CLAIM,
            step=EXAMINE if is_open else SCREEN,
            subject=party,
            receipt=message.receipt,
            received_at=datetime.fromisoformat(message.received_at),
            opened_on=at.date(),
            due_at=_due_at(message),
            at=at,
            filing=filing,
            lines=[Line(SCREEN, "received", "請求を受け付けました。"), *lines],
            outcome="" if is_open else "refused",
        )
    )

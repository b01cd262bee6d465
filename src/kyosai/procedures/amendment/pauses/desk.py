"""掛止めの審査 — one officer looks at proof before, or at a sworn statement afterwards."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import PremiumHoliday
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.amendment import amend, words
from kyosai.procedures.amendment.amend import Outcome
from kyosai.procedures.amendment.flow import AUDIT, EXAMINE, HOLIDAY
from kyosai.procedures.amendment.pauses import restart
from kyosai.records import one_trip
from kyosai.records.contracts import known
from kyosai.records.parties.writes import lock


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Stop the premiums after all, or find that the statement was true."""
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        message = _filed(file.filing)
        if file.step == EXAMINE:
            lock(file.subject)
            before, after = amend.effect(message, party=file.subject, at=at)
            contract = before.contract.number
            one_trip.send(*after.writes, known.remembering(contract, before.terms, until=at))
            outcome = amend.done(message, before=before, after=after)
            _answer(file, message, outcome=outcome, status="amended", at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note)


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Refuse what the proof does not show, or end a holiday whose statement was not true.

    Months that were not asked for in the meantime stay as they are.
    """
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        message = _filed(file.filing)
        if file.step == EXAMINE:
            said = words.given_back(message.title, receipt=message.receipt, reason=reason)
            outcome = Outcome("failed", None, *said)
            _answer(file, message, outcome=outcome, status="failed", at=at)
        else:
            _end(file, message, reason=reason, at=at)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)


def _taken(case: str, *, officer: str) -> Case:
    step = cases.case(case).step
    return casework.take(
        HOLIDAY, number=case, step=AUDIT if step == AUDIT else EXAMINE, officer=officer
    )


def _end(file: Case, message: PremiumHoliday, *, reason: str, at: datetime) -> None:
    lock(file.subject)
    before = amend.paying_now(file.subject, scheme=message.scheme, asked_at=at, at=at)
    after = restart.ended(before)
    one_trip.send(*after.writes)
    said = words.ended(receipt=message.receipt, says=after.says, reason=reason)
    outcome = Outcome("amended", before.contract.number, *said)
    amend.tell(message, party=file.subject, outcome=outcome, at=at, again=":audited")


def _answer(
    file: Case, message: PremiumHoliday, *, outcome: Outcome, status: Status, at: datetime
) -> None:
    amend.tell(message, party=file.subject, outcome=outcome, at=at, again=":decided")
    number = file.filing["message"]
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=at.isoformat()))


def _filed(filing: dict[str, Any]) -> PremiumHoliday:
    content = fingerprint.canonical(filing["change"])
    kind, version = PremiumHoliday.kind, PremiumHoliday.VERSION
    message = plain.from_json(content, kind=kind, version=version)
    assert isinstance(message, PremiumHoliday)
    return message

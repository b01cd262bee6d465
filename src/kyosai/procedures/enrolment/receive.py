"""加入申込みの受付 — take the message, screen it, and accept at once what needs no person.

One transaction, two round trips: begin, take and look up; write and commit. A message taken
twice is handled once, and a transaction killed half-way leaves the message waiting.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.casework import listings
from kyosai.casework.actions import Line, Opening
from kyosai.exchange import postbox
from kyosai.exchange.envelope import Envelope
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment import acceptance, filing, flow, known, promised, screen, words
from kyosai.procedures.enrolment.acceptance import Accepted
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.screen import Screening
from kyosai.records import one_trip
from kyosai.records.notices.writes import Telling
from kyosai.records.one_trip import Statement
from kyosai.records.parties import writes as parties


@dataclass(frozen=True)
class Outcome:
    """What came of a message: accepted with its numbers, or a case at a desk."""

    case: str
    accepted: Accepted | None


def receive(
    peeked: Envelope, *, application: EnrolmentApplication, evidence: Evidence, at: datetime
) -> Outcome:
    """Handle one application that was peeked at; AlreadyHandled when somebody has."""
    number = peeked.number
    case, numbers = casework.new_number(), _numbers(application)
    with transaction.atomic(durable=True):
        taken, entered, facts = one_trip.send(
            postbox.taking(peeked),
            parties.entering(UUID(application.person), at=at),
            known.question(application),
        )
        postbox.insist_taken(peeked, taken)
        party: UUID = entered[0][0]
        found = known.read(facts[0])
        screening = screen.screened(
            application, known=found, evidence=evidence, timing=peeked.timing
        )
        listings.lay(party, found.listed, occasion="加入", at=at)
        if screening.is_clear:
            writes: tuple[Statement, ...] = acceptance.statements(
                application, numbers=numbers, party=party, message=number, at=at
            )
        else:
            writes = _to_desk(application, party=party, message=number, at=at)
        opening = _opening(
            application, number=case, party=party, message=number, screening=screening, at=at
        )
        one_trip.send_last(one_trip.joined(*casework.opening(opening)), *writes)
    return Outcome(case, numbers if screening.is_clear else None)


def _numbers(application: EnrolmentApplication) -> Accepted:
    return acceptance.new_numbers(is_on_paper=application.paper_mandate is not None)


def _opening(
    application: EnrolmentApplication,
    *,
    number: str,
    party: UUID,
    message: str,
    screening: Screening,
    at: datetime,
) -> Opening:
    """Return the case: settled by the rules already, or standing at the contracts desk."""
    is_clear = screening.is_clear
    lines = [
        Line("screen", "received", "申込みを受け付けました。"),
        Line("screen", "clear" if is_clear else "to_desk", findings=screening.rows()),
    ]
    if is_clear:
        lines.append(Line("screen", "accepted", "すべての確認が済み、規則により承諾しました。"))
    return Opening(
        number=number,
        flow=flow.of(application.scheme),
        step="screen" if is_clear else "examine",
        subject=party,
        receipt=application.receipt,
        received_at=datetime.fromisoformat(application.received_at),
        opened_on=at.date(),
        due_at=promised.due_at(application),
        at=at,
        filing=filing.written(application, message=message),
        lines=lines,
        outcome="accepted" if is_clear else "",
    )


def _to_desk(
    application: EnrolmentApplication, *, party: UUID, message: str, at: datetime
) -> tuple[Statement]:
    """Return what tells the person that somebody looks at it, and by when."""
    due_at = promised.due_at(application)
    title, body = words.at_desk(receipt=application.receipt, due_at=due_at)
    told = Telling(
        party=party,
        key=f"enrolment:{application.receipt}:at_desk",
        kind="application_at_desk",
        at=at,
        title=title,
        body=body,
        mail=acceptance.mail("申込みを受け付けました", "お申し込みを担当者が確認しています。"),
    )
    return (
        one_trip.joined(
            *acceptance.registering(application, party=party, contract=None, at=at),
            *acceptance.telling(application, told),
            acceptance.answering(application, message=message, status="at_desk", at=at),
        ),
    )

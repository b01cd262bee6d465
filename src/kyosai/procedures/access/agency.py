"""委託機関の入口 — who comes in for which agency, and the little it may see of its own members.

What is not listed here is not shown: no amount, no benefit, no loan but the condition it
confirmed itself, and no individual number anywhere.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages.agencies import AgencyEntry
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.access.filings import PROCEDURES, STATE_WORDS
from kyosai.records.access_log import writes as access_log
from kyosai.records.agencies import reads as agencies
from kyosai.records.agencies import writes
from kyosai.records.agencies.reads import Working
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes as delegating
from kyosai.records.delegations.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes import delegations as rules
from kyosai.schemes.skk.loan.kinds import LoanKind

STRANGER: dict[str, Any] = {"unregistered": True}


def enter(number: str, *, at: datetime) -> Status:
    """Let somebody in whose company is in the register; others are written down."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, AgencyEntry)
        status: Status = "noted" if _enter(message, at=at) else "failed"
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def home(person: UUID, *, at: datetime) -> dict[str, Any]:
    """Return an agency's duties, its members' filings, and the conditions it has confirmed."""
    on = tokyo.in_tokyo(at).date()
    staff = agencies.working(person, on=on)
    if staff is None:
        return STRANGER
    agency = staff.agency
    return {
        "name": agency.name,
        "kind": agency.kind_words,
        "staff": staff.name,
        "duties": agency.duty_words,
        "confirms": agencies.CONFIRM in agency.duties,
        "until": agency.ends_on.isoformat(),
        "members": [_member(each, staff=staff, at=at) for each in _members(agency, on=on)],
        "conditions": [
            {
                "receipt": each.receipt,
                "kind": LoanKind.of(each.loan_kind).value,
                "member": parties.particulars(each.party).name,
                "confirmed_on": each.confirmed_on.isoformat(),
                "until": each.until.isoformat(),
            }
            for each in agencies.confirmed_by(agency.corporate_number)
        ],
    }


def _enter(message: AgencyEntry, *, at: datetime) -> bool:
    on = tokyo.in_tokyo(at).date()
    if not message.name or agencies.known(message.corporate_number, on=on) is None:
        access_log.note_turned_away(
            officer=f"agency:{message.person}",
            role="委託機関",
            what=f"入室 {message.corporate_number}"[:100],
            why="登録簿にない",
            at=at,
        )
        return False
    writes.come_in(
        UUID(message.person), corporate_number=message.corporate_number, name=message.name, at=at
    )
    return True


def _members(agency: agencies.Standing, *, on: date) -> list[Standing]:
    """Return who has asked this agency's counter, and nobody else."""
    return [
        each
        for person in agencies.staff(agency.corporate_number)
        for each in delegations.of_delegate(person, on=on)
        if each.scope == rules.COUNTER
    ]


def _member(found: Standing, *, staff: Working, at: datetime) -> dict[str, Any]:
    delegating.note_look(found, what="手続きの進みぐあい", at=at)
    on = tokyo.in_tokyo(found.given_at).date()
    kinds = ("enrolment", *rules.scopes(on=on)[rules.COUNTER].kinds)
    flows = {f"{found.scheme}.{kind}" for kind in kinds}
    return {
        "id": str(found.id),
        "name": parties.particulars(found.party).name,
        "scheme": found.scheme,
        "until": found.until.isoformat(),
        "is_own": found.delegate == staff.person,
        "waiting": delegations.waiting_under(found.id),
        "filings": [
            _progress(case)
            for case in casework.cases_of(found.party)
            if case.flow in flows and case.received_at >= found.given_at
        ],
    }


def _progress(case: Case) -> dict[str, str]:
    """Return how far a filing has come: no amount, no reason."""
    return {
        "receipt": case.receipt,
        "title": PROCEDURES[case.flow],
        "received_at": case.received_at.isoformat(),
        "promised": case.due_at.isoformat(),
        "state": STATE_WORDS[case.outcome],
    }

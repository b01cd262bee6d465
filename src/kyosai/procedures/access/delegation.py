"""代理 — a holder invites, somebody takes it on with the code, either of the two ends it."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox
from kyosai.exchange.messages.delegations import (
    DelegateAcceptance,
    DelegateInvitation,
    DelegationEnd,
)
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.access import delegation_words as words
from kyosai.records.agencies import reads as agencies
from kyosai.records.contracts import reads as contracts
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes
from kyosai.records.delegations.reads import Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes import delegations as rules

Message = DelegateInvitation | DelegateAcceptance | DelegationEnd


def handle(number: str, *, at: datetime) -> Status:
    """Take one message about a delegation, and do what it says in one transaction."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        if isinstance(message, DelegateInvitation):
            status = _invite(message, at=at)
        elif isinstance(message, DelegateAcceptance):
            status = _accept(message, at=at)
        else:
            assert isinstance(message, DelegationEnd)
            status = _end(message, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def _invite(message: DelegateInvitation, *, at: datetime) -> Status:
    """Write an invitation down for whoever holds a contract of the scheme."""
    party = parties.of_person(UUID(message.person))
    if party is None:
        raise Malformed(1, "person", "unknown")
    lock(party)
    held = [each for each in contracts.of_party(party) if each.status == "active"]
    given_on = tokyo.in_tokyo(datetime.fromisoformat(message.received_at)).date()
    try:
        until = rules.until(given_on, months=message.months)
    except Refused:
        return "failed"
    is_known = message.scope in rules.scopes(on=given_on)
    if not is_known or message.scheme not in {each.scheme for each in held}:
        return "failed"
    writes.invite(
        party,
        scheme=message.scheme,
        scope=message.scope,
        code_digest=message.code_digest,
        receipt=message.receipt,
        accept_by=rules.accept_by(given_on),
        until=until,
        at=at,
    )
    return "noted"


def _accept(message: DelegateAcceptance, *, at: datetime) -> Status:
    """Let whoever knows the code act, once, while the invitation stands; never the holder."""
    found = delegations.by_code(message.code_digest)
    if found is None:
        return "code_unknown"
    lock(found.party)
    found = delegations.by_code(message.code_digest)
    assert found is not None
    delegate = UUID(message.person)
    is_own = parties.person_of(found.party) == delegate
    name = _name_of(message, scope=found.scope, on=_on(at))
    if found.state(_on(at)) != "waiting" or is_own or not name:
        return "code_unknown"
    writes.accept(found.id, delegate=delegate, name=name, at=at)
    _tell(found, "accepted", words.accepted(name, until=found.until), at=at)
    return "noted"


def _name_of(message: DelegateAcceptance, *, scope: str, on: date) -> str:
    """Return under which name somebody takes an invitation on; nothing if it is not for them.

    What a holder asks of a counter only the staff of an agency may take on, and nothing else.
    """
    staff = agencies.working(UUID(message.person), on=on, duty=agencies.ASSIST)
    if scope == rules.COUNTER:
        return staff.full_name if staff else ""
    return "" if staff else message.name


def _end(message: DelegationEnd, *, at: datetime) -> Status:
    """End a delegation for its holder or its delegate; for others there is none."""
    found = delegations.of_id(UUID(message.delegation))
    if found is None:
        raise Malformed(1, "delegation", "unknown")
    lock(found.party)
    found = delegations.of_id(found.id)
    assert found is not None
    person = UUID(message.person)
    by = {parties.person_of(found.party): "holder", found.delegate: "delegate"}.get(person)
    if by is None:
        raise Malformed(1, "delegation", "of somebody else")
    if found.state(_on(at)) not in ("waiting", "active"):
        return "noted"
    writes.end(found.id, by=by, at=at)
    _tell(found, "ended", words.ended(found.name), at=at)
    return "noted"


def _tell(found: Standing, what: str, said: tuple[str, str], *, at: datetime) -> None:
    title, body = said
    told = Telling(
        party=found.party,
        key=f"delegation:{found.id}:{what}",
        kind="delegation",
        at=at,
        title=title,
        body=body,
        actions=({"label": "代わりの人を確かめる", "url": "/mine/delegates/"},),
        mail=words.mail(title, url=settings.PORTAL_URL),
    )
    notices.tell(told)


def _on(at: datetime) -> date:
    return tokyo.in_tokyo(at).date()

"""代理人の用意 — a delegate lays a change out; the holder sends it as their own, or does not."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import AMENDMENTS, Amendment
from kyosai.exchange.messages.delegations import PreparedAnswer, PreparedChange
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.amendment import amend, words
from kyosai.records.access_log import writes as access_log
from kyosai.records.agencies import reads as agencies
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes
from kyosai.records.delegations.reads import Standing, Waiting
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes import delegations as rules

TITLES = {message.kind: message.title for message in AMENDMENTS}
NOT_ACTING = "代理の依頼がないか、終わっています。頼んだ方に確かめてください。"


class NotActing(Refused):
    """Nobody's delegate, or not any more."""

    reason = NOT_ACTING


def prepare(number: str, *, at: datetime) -> Status:
    """Lay out what a delegate prepared; what lies outside the scope is refused and written down."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, PreparedChange)
        status = _laid_out(message, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def answer(number: str, *, at: datetime) -> Status:
    """Carry out what was prepared because the holder sends it, or lay it aside."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, PreparedAnswer)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        found = delegations.prepared(UUID(message.prepared), party=party)
        if found is None:
            raise Malformed(1, "prepared", "of somebody else")
        return _answered(message, found, number=number, at=at)


def acting(delegation: str, *, delegate: UUID, at: datetime) -> Standing:
    """Return the delegation somebody acts under now, or refuse."""
    on = tokyo.in_tokyo(at).date()
    found = delegations.acting(_uuid(delegation), delegate=delegate, on=on)
    if found is None or not _is_entrusted(found, delegate=delegate, on=on):
        raise NotActing
    return found


def _is_entrusted(found: Standing, *, delegate: UUID, on: date) -> bool:
    """Tell whether the agency of a counter is still in the register; others need no register."""
    if found.scope != rules.COUNTER:
        return True
    return agencies.working(delegate, on=on, duty=agencies.ASSIST) is not None


def wished(found: Standing, *, kind: str, change: str, on: date) -> Amendment:
    """Return a prepared wish as the holder's own, or refuse what is not the delegate's to ask."""
    rules.insist_on_scope(found.scope, kind=kind, on=on)
    message = plain.from_json(change.encode(), kind=kind, version=_version(kind))
    if not isinstance(message, Amendment) or message.scheme != found.scheme:
        raise rules.NeedsOwnSignature(field="kind")
    return replace(message, person=str(parties.person_of(found.party)))


def _laid_out(message: PreparedChange, *, at: datetime) -> Status:
    delegate = UUID(message.person)
    try:
        found = acting(message.delegation, delegate=delegate, at=at)
    except NotActing:
        _turn_away(message, why="依頼がない", at=at)
        return "failed"
    lock(found.party)
    try:
        wish = wished(
            found, kind=message.change_kind, change=message.change, on=tokyo.in_tokyo(at).date()
        )
        amend.effect(replace(wish, received_at=at.isoformat()), party=found.party, at=at)
    except Refused as refusal:
        writes.note(found.id, words=f"用意できませんでした：{refusal.reason}", at=at)
        _turn_away(message, why="代理の範囲か決まりの外", at=at)
        return "failed"
    _lay_out(message, found, at=at)
    return "noted"


def _lay_out(message: PreparedChange, found: Standing, *, at: datetime) -> None:
    title = TITLES[message.change_kind]
    id_ = writes.prepare(
        found.id, receipt=message.receipt, kind=message.change_kind, change=message.change, at=at
    )
    writes.note(found.id, words=f"「{title}」を用意しました。", at=at)
    head, body = words.prepared(title, by=found.name)
    told = Telling(
        party=found.party,
        key=f"prepared:{id_}",
        kind="prepared_change",
        at=at,
        title=head,
        body=body,
        actions=({"label": "内容を確かめる", "url": f"/mine/prepared/{id_}/"},),
        mail=words.mail(head, "確かめていただくことがあります。", url=settings.PORTAL_URL),
    )
    notices.tell(told)


def _answered(message: PreparedAnswer, found: Waiting, *, number: str, at: datetime) -> Status:
    """Settle what was prepared, once; a second answer changes nothing."""
    reply = Answer(to=number, receipt=message.receipt, status="noted", at=at.isoformat())
    if found.answer:
        postbox.reply(reply)
        return "noted"
    writes.settle(found.id, answer=message.answer, at=at)
    if message.answer == "declined":
        postbox.reply(reply)
        return "noted"
    wish = wished(
        found.delegation, kind=found.kind, change=found.change, on=tokyo.in_tokyo(found.at).date()
    )
    own = replace(wish, received_at=message.received_at, receipt=message.receipt)
    assisted_by = found.delegation.name if found.delegation.scope == rules.COUNTER else ""
    return amend.carry_out(own, number=number, at=at, assisted_by=assisted_by)


def _turn_away(message: PreparedChange, *, why: str, at: datetime) -> None:
    access_log.note_turned_away(
        officer=f"delegate:{message.person}",
        role="代理人",
        what=f"{message.change_kind} {message.delegation}"[:100],
        why=why,
        at=at,
    )


def _version(kind: str) -> int:
    return next((each.VERSION for each in AMENDMENTS if each.kind == kind), 0)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotActing from None

"""代理の記録 — invite, accept, end, prepare, answer; each a row that stays."""

from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.records.access_log import writes as access_log
from kyosai.records.delegations.models import (
    Deed,
    Delegation,
    DelegationAccepted,
    DelegationEnded,
    Prepared,
    PreparedSettled,
)
from kyosai.records.delegations.reads import Standing


def invite(
    party: UUID,
    *,
    scheme: str,
    scope: str,
    code_digest: str,
    receipt: str,
    accept_by: date,
    until: date,
    at: datetime,
) -> UUID:
    """Write an invitation down; return its id."""
    made = Delegation.objects.create(
        id=uuid4(),
        party_id=party,
        scheme=scheme,
        scope=scope,
        code_digest=code_digest,
        receipt=receipt,
        given_at=at,
        accept_by=accept_by,
        until=until,
    )
    return made.id


def accept(delegation: UUID, *, delegate: UUID, name: str, at: datetime) -> None:
    """Write down who took it on."""
    DelegationAccepted.objects.create(
        delegation_id=delegation, delegate=delegate, name=name[:200], at=at
    )
    note(delegation, words="依頼を引き受けました。", at=at)


def end(delegation: UUID, *, by: str, at: datetime) -> None:
    """End it."""
    DelegationEnded.objects.create(delegation_id=delegation, by=by, at=at)


def prepare(delegation: UUID, *, receipt: str, kind: str, change: str, at: datetime) -> UUID:
    """Lay a change out for the holder; return its id."""
    made = Prepared.objects.create(
        id=uuid4(), delegation_id=delegation, receipt=receipt, kind=kind, change=change, at=at
    )
    return made.id


def settle(prepared: UUID, *, answer: str, at: datetime) -> None:
    """Write down what the holder said."""
    PreparedSettled.objects.create(prepared_id=prepared, answer=answer, at=at)


def note(delegation: UUID, *, words: str, at: datetime) -> None:
    """Write down what a delegate did."""
    Deed.objects.create(id=uuid4(), delegation_id=delegation, at=at, words=words[:200])


def note_look(found: Standing, *, what: str, at: datetime) -> None:
    """Write down that a delegate looked, where the holder can see it."""
    access_log.note_look(
        officer=f"delegation:{found.id}",
        role=f"代理人 {found.name}"[:40],
        party=found.party,
        what=what,
        why="手続きの用意",
        at=at,
    )

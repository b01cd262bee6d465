"""即時振込の枠 — how much may leave without asking: one officer proposes, another approves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.payment import hours
from kyosai.records.officers import reads as officers
from kyosai.records.payments import frames, sending
from kyosai.schemes import both


class NotAtTheTreasury(Refused):
    """Only the treasury sets what may leave."""

    reason = "枠を扱えるのは、経理の職務の人だけです。"


class SameOfficer(Refused):
    """A second pair of eyes is another person's."""

    reason = "枠を起案した人は、承認できません。ほかの人に依頼してください。"


class NoSuchFrame(Refused):
    """A frame that is not there, or has been approved."""

    reason = "この枠は、承認を待っていません。一覧を開き直してください。"


class NoPeriod(Refused):
    """A frame for days gone by, or for too long."""

    reason = "枠の期間は、今日から31日以内にしてください。"


class NoAmount(Refused):
    """A ceiling below nothing, or one payment's above a day's."""

    reason = "1件の上限は1円以上で、1日の上限をこえない金額にしてください。"


class AboveLimit(Refused):
    """A day's ceiling above what this officer may release."""

    reason = "1日の上限が、あなたの承認の上限を超えています。上限の高い人に依頼してください。"


def propose(
    scheme: str, *, since: date, until: date, a_day: Yen, each: Yen, officer: str, at: datetime
) -> UUID:
    """Propose a frame for days to come."""
    today = tokyo.in_tokyo(at).date()
    if not officers.has_duty(officer, "treasurer"):
        raise NotAtTheTreasury
    if not today <= since <= until or (until - since).days > longest():
        raise NoPeriod(field="until")
    if not Yen(0) < each <= a_day:
        raise NoAmount(field="yen_each")
    with transaction.atomic(durable=True):
        return frames.propose(
            scheme, since=since, until=until, a_day=a_day, each=each, officer=officer, at=at
        )


def approve(frame: UUID, *, officer: str, at: datetime) -> None:
    """Approve somebody else's proposal."""
    with transaction.atomic(durable=True):
        standing = frames.of(frame)
        if standing is None or standing.approved_by:
            raise NoSuchFrame
        if not officers.has_duty(officer, "treasurer"):
            raise NotAtTheTreasury
        if standing.proposed_by == officer:
            raise SameOfficer
        if standing.a_day.amount > officers.approves_up_to(officer):
            raise AboveLimit
        frames.approve(frame, officer=officer, at=at)


def wanted(*, at: datetime) -> list[str]:
    """Return the schemes whose payments wait for a frame of today."""
    today = tokyo.in_tokyo(at).date()
    if not hours.is_instant_open(at):
        return []
    open_ones = [each for each in frames.standing(since=today) if each.since <= today]
    framed = {each.scheme for each in open_ones if each.approved_by}
    return [
        scheme
        for scheme in both.SCHEMES
        if scheme not in framed
        and sending.waiting("instant", until=today, scheme=scheme, ready_on=today, limit=1)
    ]


def longest() -> int:
    """Return how many days after its first a frame may last."""
    days: int = parameters.table(__package__, "rail")["frame_days"]
    return days


def usual() -> tuple[Yen, Yen]:
    """Return the ceilings a proposal begins with: of a day, and of one payment."""
    facts = parameters.table(__package__, "rail")
    return Yen(facts["usual_a_day"]), Yen(facts["usual_each"])

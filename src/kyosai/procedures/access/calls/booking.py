"""折り返しの約束 — the half hours in which we can call back, and who is promised one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.exchange import postbox
from kyosai.exchange.messages.call_backs import CallBackWish
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.access.calls import log, words
from kyosai.procedures.access.calls.rules import rules
from kyosai.records.calls import reads, writes
from kyosai.records.calls.reads import Promised
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import calendars


class Full(Refused):
    """Nobody is free in this half hour any more, or it is none of ours."""

    reason = "この時間は、もういっぱいです。ほかの時間を選んでください。"


class OneAtATime(Refused):
    """Somebody waits for a call-back already."""

    reason = "折り返しのお約束が、もうあります。そのお電話をお待ちください。"


@dataclass(frozen=True)
class Slot:
    """A half hour and how many may still be promised one."""

    starts_at: datetime
    free: int


def half(on: date) -> timedelta:
    """Return how long a slot is."""
    return timedelta(minutes=rules(on=on)["half_hour"])


def slots(*, at: datetime) -> list[Slot]:
    """Return the half hours that can still be promised, the earliest first."""
    now = tokyo.in_tokyo(at)
    rule = rules(on=now.date())
    starts = [start for start in _starts(now, rule) if start >= now + _minutes(rule)]
    if not starts:
        return []
    taken = reads.seats_taken(since=starts[0], until=starts[-1] + timedelta(days=1))
    known = {tokyo.in_tokyo(start): many for start, many in taken.items()}
    left = [Slot(start, rule["seats"] - known.get(start, 0)) for start in starts]
    return [slot for slot in left if slot.free > 0]


def book(
    party: UUID, *, starts_at: datetime, topic: str, receipt: str, by: str, at: datetime
) -> UUID:
    """Promise a person a half hour, and tell them so."""
    now = tokyo.in_tokyo(at)
    with transaction.atomic():
        lock(party)
        if waiting(party, at=at):
            raise OneAtATime
        if topic not in log.reasons(on=now.date()):
            raise log.UnknownCode
        if starts_at not in {slot.starts_at for slot in slots(at=at)}:
            raise Full
        seats = rules(on=now.date())["seats"]
        made = writes.book(
            party, starts_at=starts_at, seats=seats, topic=topic, receipt=receipt, by=by, at=at
        )
        if made is None:
            raise Full
        _tell(party, made, starts_at, at=at)
    return made


def waiting(party: UUID, *, at: datetime) -> Promised | None:
    """Return the call-back that somebody can still expect."""
    found = reads.next_of(party)
    if found is None or found.starts_at + half(tokyo.in_tokyo(at).date()) <= at:
        return None
    return found


def handle(number: str, *, at: datetime) -> Status:
    """Take one wish from the portal; return its status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, CallBackWish)
        status = _wished(message, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def shown(party: UUID, *, at: datetime) -> dict[str, Any]:
    """Return what a person may choose from, and what they are promised already."""
    today = tokyo.in_tokyo(at).date()
    mine = waiting(party, at=at)
    return {
        "slots": [slot.starts_at.isoformat() for slot in slots(at=at)],
        "topics": log.reasons(on=today),
        "promised": tokyo.in_tokyo(mine.starts_at).isoformat() if mine else "",
        "phone_end": parties.particulars(party).phone[-4:],
    }


def _wished(message: CallBackWish, *, at: datetime) -> Status:
    party = parties.of_person(UUID(message.person))
    try:
        starts_at = tokyo.in_tokyo(datetime.fromisoformat(message.starts_at))
        if party is None or not parties.particulars(party).phone:
            return "slot_gone"
        with transaction.atomic():
            book(
                party, starts_at=starts_at, topic=message.topic, receipt=message.receipt,
                by="portal", at=at,
            )  # fmt: skip
    except (Refused, ValueError, AssertionError):
        return "slot_gone"
    return "promised"


def _tell(party: UUID, number: UUID, starts_at: datetime, *, at: datetime) -> None:
    title, body = words.promised(starts_at)
    notices.tell(
        Telling(
            party=party, key=f"call_back:{number}", kind="call_back", at=at, title=title,
            body=body, mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )  # fmt: skip


def _starts(now: datetime, rule: dict[str, Any]) -> Iterator[datetime]:
    """Yield every half hour of the days we look ahead."""
    open_days = calendars.office()
    day = open_days.on_or_after(now.date())
    for _ in range(rule["days_ahead"] + 1):
        start, closes = tokyo.at(day, rule["opens"]), tokyo.at(day, rule["closes"])
        while start < closes:
            yield start
            start += timedelta(minutes=rule["half_hour"])
        day = open_days.add(day, 1)


def _minutes(rule: dict[str, Any]) -> timedelta:
    return timedelta(minutes=rule["first_after"])

"""約束の時刻 — when the clock must look again, and a note of how far it has looked.

In the workshop somebody turns business time by hand: it stops at each ``next`` and waits for
``seen``. Elsewhere nobody reads the note, and none is written.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from kyosai.basis import parameters, tokyo
from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.months import Month
from kyosai.procedures.collection import approve, remittance
from kyosai.procedures.payment import moments as payments
from kyosai.procedures.withholding import hand_over as withholding
from kyosai.records.mandates import reads as mandates
from kyosai.records.premiums import approvals, cycles
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.debit_days import Cycle

MONTHS_AHEAD = 2


def facts() -> dict[str, Any]:
    """Return the times of the rounds."""
    return parameters.table(__package__, "rounds")


def minutes(name: str) -> timedelta:
    """Return one of the waiting times."""
    return timedelta(minutes=facts()[name])


def known_cycles(now: datetime) -> list[Cycle]:
    """Return the debit days around now, of both schemes, as far as the calendar goes."""
    this = Month.of(now.date())
    found: list[Cycle] = []
    for channel in _channels(now.date()):
        for distance in range(-1, MONTHS_AHEAD + 1):
            try:
                found.extend(debit_days.cycles(channel, month=this + distance))
            except BeyondCalendar:
                continue
    return sorted(found, key=lambda each: each.build_at)


def _channels(on: date) -> Iterator[Channel]:
    for scheme in both.SCHEMES:
        yield from channels.channels(scheme=scheme, on=on)


def mandate_file_at(day: date) -> datetime:
    """Return when the file of a day's registered accounts is fetched."""
    return tokyo.at(day, facts()["mandate_day_ends"]) + minutes("mandate_file_minutes_after")


def statement_ready_at(now: datetime) -> datetime:
    """Return when today's statements were, or will be, ready."""
    return tokyo.at(now.date(), remittance.statement_at())


def result_due_at(result_at: datetime) -> datetime:
    """Return when a result is fetched."""
    return result_at + minutes("result_minutes_after")


def following(now: datetime) -> datetime | None:
    """Return the earliest moment after now at which something will be due."""
    return min((moment for moment in _moments(now) if moment > now), default=None)


def note(
    part: str, *, seen: datetime, following: datetime | None, unapproved: Sequence[str] = ()
) -> None:
    """Write down how far a part has looked and when it must look again, whole or not at all.

    Beside it stand the files nobody may send yet, so that the workshop can say what waits.
    """
    if settings.CLOCK_FOLDER is None:
        return
    folder = Path(settings.CLOCK_FOLDER) / "appointments"
    folder.mkdir(parents=True, exist_ok=True)
    written = {
        "seen": tokyo.in_tokyo(seen).isoformat(),
        "next": tokyo.in_tokyo(following).isoformat() if following else None,
        "unapproved": list(unapproved),
    }
    draft = folder / f".{part}.json.draft"
    draft.write_text(json.dumps(written))
    draft.replace(folder / f"{part}.json")


def _moments(now: datetime) -> Iterator[datetime]:
    for cycle in known_cycles(now):
        yield cycle.build_at
    for file in approvals.waiting():
        yield approve.reminded_at(file)
        yield file.hand_in_by
    yield from payments.coming(now=now)
    yield from withholding.coming(now=now)
    for row in cycles.under_way():
        due_at = result_due_at(row.result_at)
        yield due_at if due_at > now else _next_look(due_at, now)
    for day in {*cycles.remitted_days(), *payments.unstated(now=now)}:
        told_at = remittance.told_at(day)
        yield told_at if told_at > now else _next_look(told_at, now)
    if mandates.first_unconfirmed_on():
        yield mandate_file_at(now.date())
        yield mandate_file_at(now.date() + timedelta(days=1))


def _next_look(due_at: datetime, now: datetime) -> datetime:
    """Return the next hour at which a late result is asked for; after some days a person does."""
    every = minutes("overdue_every_minutes")
    looks = (now - due_at) // every + 1
    late_by = looks * every
    return due_at + late_by if late_by.days < facts()["overdue_for_days"] else now

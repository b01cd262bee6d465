"""お約束の日 — from the moment of filing to the moment we promise, the same in both zones.

A promise is pure: calendar version, policy version and ``received_at`` give it again years later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from typing import Any

from kyosai.basis import era, parameters, tokyo
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.schemes.clocks import calendars

Extensions = Mapping[tuple[str, date], time]
"""Emergency extensions: (procedure or channel, the day of the cut-off) → its later time."""

NONE: Extensions = MappingProxyType({})


@dataclass(frozen=True)
class Policy:
    """How one procedure turns the moment of filing into a promise."""

    procedure: str
    name: str
    version: str
    starts_on: tuple[str, ...]
    cut_off: time
    days: int
    counted_in: str
    due: time
    due_when_next_day: time


@dataclass(frozen=True)
class Promise:
    """The day we start counting from, and the moment we promise."""

    procedure: str
    t0: date
    due_at: datetime
    calendar_version: str
    policy_version: str

    def __str__(self) -> str:
        return f"{era.on_screen(self.due_at.date())}{self.due_at:%H:%M}"


class UnknownProcedure(LookupError):
    """No promise has been set for this procedure."""


def policy(procedure: str, *, on: date) -> Policy:
    """Return how this procedure's promises were made on a day."""
    policies = _policies().on(on)
    if procedure not in policies:
        raise UnknownProcedure(procedure)
    return policies[procedure]


@implements("サービス水準5.1（お約束の日の数え方）", says="お約束は{result}までです。")
def promise(
    procedure: str,
    *,
    received_at: datetime,
    extensions: Extensions = NONE,
    calendar_version: str = calendars.VERSIONS[-1],
) -> Promise:
    """Return what we promise for a complete filing received at this moment.

    「締切より前に受け付けたものは、その日から数える」: exactly at the cut-off is after it.
    """
    moment = tokyo.in_tokyo(received_at)
    rule = policy(procedure, on=moment.date())
    start = starts(rule, moment, extensions=extensions, calendar_version=calendar_version)
    due_on = calendars.named(rule.counted_in, version=calendar_version).add(start, rule.days)
    clock = rule.due if start == moment.date() else rule.due_when_next_day
    due_at = tokyo.at(due_on, clock)
    return Promise(procedure, start, due_at, calendar_version, rule.version)


@implements("サービス水準5.1（お約束の日の数え方）", says="{result}から数えます。")
def starts(
    rule: Policy, moment: datetime, *, extensions: Extensions, calendar_version: str
) -> date:
    """Return T0: the first open day on which the filing came before the cut-off."""
    open_days = calendars.named(*rule.starts_on, version=calendar_version)
    day = moment.date()
    if not open_days.is_open(day):
        return open_days.on_or_after(day)
    cut_off = extended(rule.cut_off, key=(rule.procedure, day), extensions=extensions)
    return day if moment.time() < cut_off else open_days.add(day, 1)


def extended(cut_off: time, *, key: tuple[str, date], extensions: Extensions) -> time:
    """Return the cut-off of a day, later when two operators extended it."""
    later = extensions.get(key, cut_off)
    assert later >= cut_off, "an extension never takes time away"
    return later


@cache
def _policies() -> Dated[dict[str, Policy]]:
    facts = parameters.table(__package__, "promises")
    return Dated(
        *(
            Version(version["since"], _of_version(version), facts["source"])
            for version in facts["version"]
        )
    )


def _of_version(version: dict[str, Any]) -> dict[str, Policy]:
    return {
        procedure: _policy(procedure, version["version"], row)
        for procedure, row in version.items()
        if isinstance(row, dict)
    }


def _policy(procedure: str, version: str, row: dict[str, Any]) -> Policy:
    completed = {"due_when_next_day": row["due"]} | row | {"starts_on": tuple(row["starts_on"])}
    return Policy(procedure=procedure, version=version, **completed)

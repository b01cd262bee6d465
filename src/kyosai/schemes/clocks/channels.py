"""口座振替の経路 — the ways to a bank account: whom each reaches, its hours and its limits."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version


@dataclass(frozen=True)
class Channel:
    """One way to a bank account, for one scheme: when it wants the file and when it answers.

    ``mark`` says how sure we are: C read, I inferred, D our own design, U not to be found.
    """

    scheme: str
    key: str
    name: str
    reach: str
    banks: tuple[str, ...]
    submit_days_before: int
    submit_by: time
    decided_minutes_after: int
    built_minutes_after: int
    accepted_minutes_after: int
    most_records: int
    result_days_after: int
    result_at: time
    remitted_days_after: int
    confirmed_days_after: int
    regular_day: int
    off_cycle_days: tuple[int, ...]
    mark: str
    source: str


class UnknownChannel(LookupError):
    """No channel of this name was in use on that day, or no such scheme."""


def channels(*, scheme: str, on: date | None = None) -> tuple[Channel, ...]:
    """Return a scheme's channels in use on a day, or those of the newest version."""
    versions = _channels()
    usable = versions.versions[-1].value if on is None else versions.on(on)
    if scheme not in usable:
        raise UnknownChannel(scheme)
    return usable[scheme]


def channel(key: str, *, scheme: str, on: date | None = None) -> Channel:
    """Return one channel of a scheme by its key."""
    for each in channels(scheme=scheme, on=on):
        if each.key == key:
            return each
    raise UnknownChannel(key)


def channel_for(bank_code: str, *, scheme: str, on: date) -> Channel:
    """Return the channel that reaches a bank: its own one first, else the one for all banks."""
    usable = channels(scheme=scheme, on=on)
    own = [each for each in usable if bank_code in each.banks]
    return (own or [each for each in usable if not each.banks])[0]


def reached_by(channel: Channel, *, on: date) -> tuple[tuple[str, ...], bool]:
    """Return the banks a channel names, and whether these are its own; else it reaches the rest."""
    if channel.banks:
        return channel.banks, True
    every = channels(scheme=channel.scheme, on=on)
    return tuple(bank for each in every for bank in each.banks), False


@cache
def _channels() -> Dated[dict[str, tuple[Channel, ...]]]:
    facts = parameters.table(__package__, "channels")
    return Dated(
        *(
            Version(version["since"], _by_scheme(version), facts["source"])
            for version in facts["version"]
        )
    )


def _by_scheme(version: dict[str, Any]) -> dict[str, tuple[Channel, ...]]:
    return {
        scheme: tuple(_channel(row, scheme=scheme, days=days) for row in version["channel"])
        for scheme, days in version["debit_days"].items()
    }


def _channel(row: dict[str, Any], *, scheme: str, days: dict[str, Any]) -> Channel:
    off_cycle = days["off_cycle"].get(row["key"], ())
    facts = row | {"banks": tuple(row["banks"]), "regular_day": days["regular"]}
    return Channel(scheme=scheme, off_cycle_days=tuple(off_cycle), **facts)

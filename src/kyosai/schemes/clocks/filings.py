"""対象手続き — the filings whose use is counted, their groups, goals, deadlines and plans."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version


@dataclass(frozen=True)
class Filing:
    """One procedure of one scheme; ``total`` and ``online`` are the year published before us."""

    key: str
    kind: str
    scheme: str
    group: str
    name: str
    law: str
    total: int | None
    online: int | None
    action: str


@dataclass(frozen=True)
class Goal:
    """What share shall be online, in percent, and by when; as published, in its own words."""

    name: str
    by: str
    percent: int


@cache
def filings() -> dict[str, Filing]:
    """Return every filing that is counted, by the name of its flow."""
    return {row["key"]: _filing(row) for row in parameters.rows(__package__, "filings")}


def of_kind(kind: str, *, scheme: str) -> Filing | None:
    """Return the filing a message of this kind makes in a scheme; nothing if it is not counted."""
    return next((each for each in _of_kind(kind) if each.scheme == scheme), None)


def groups(*, on: date) -> dict[str, Goal]:
    """Return the goal of each group, as it was set on a day."""
    return {key: Goal(**row) for key, row in _goals().on(on)["group"].items()}


def whole(*, on: date) -> Goal:
    """Return the goal for everything together."""
    return Goal(**_goals().on(on)["whole"])


def small_cell(*, on: date) -> int:
    """Return the count below which a public table shows no figure."""
    return int(_goals().on(on)["small_cell"]["below"])


def _of_kind(kind: str) -> Iterator[Filing]:
    return (each for each in filings().values() if each.kind == kind)


def _filing(row: dict[str, str]) -> Filing:
    counts: dict[str, Any] = {
        name: int(row[name]) if row[name] else None for name in ("total", "online")
    }
    return Filing(**row | counts)


@cache
def _goals() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "filing_goals")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

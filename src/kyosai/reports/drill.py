"""二重化の訓練 — what the last drill of the doubled system found, as it was kept."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Broken:
    """One thing that was broken so often; ``median`` and ``longest`` are tenths of a second."""

    title: str
    runs: int
    acknowledged: int
    lost: int
    doubled: int
    in_doubt: int
    settled: int
    median: int
    longest: int
    goal: int
    is_met: bool


@dataclass(frozen=True)
class Restored:
    """The backup brought back to the second before a bad delete; times are tenths of a second."""

    acknowledged: int
    lost: int
    backup: int
    took: int
    goal: int
    is_verified: bool
    is_met: bool


@dataclass(frozen=True)
class Drill:
    """One drill."""

    at: datetime
    rounds: int
    broken: tuple[Broken, ...]
    restored: Restored | None
    is_met: bool


def last(kept: Path) -> Drill | None:
    """Return the last drill, from the file it left; nothing where there has been none."""
    if not kept.exists():
        return None
    told = json.loads(kept.read_text())
    restored = told.get("restored")
    return Drill(
        at=datetime.fromisoformat(told["at"]),
        rounds=told["rounds"],
        broken=tuple(_broken(line) for line in told["faults"]),
        restored=_restored(restored) if restored else None,
        is_met=told["is_met"],
    )


def _broken(line: dict[str, Any]) -> Broken:
    counts = ("title", "runs", "acknowledged", "lost", "doubled", "in_doubt", "settled", "goal")
    return Broken(
        **{name: line[name] for name in (*counts, "is_met")},
        median=_tenths(line["median"]),
        longest=_tenths(line["longest"]),
    )


def _restored(line: dict[str, Any]) -> Restored:
    return Restored(
        **{name: line[name] for name in ("acknowledged", "lost", "goal", "is_verified", "is_met")},
        backup=_tenths(line["backup_seconds"]),
        took=_tenths(line["seconds"]),
    )


def _tenths(seconds: float) -> int:
    return round(seconds * 10)

"""統制の結果 — what the tests said the last time somebody ran them, kept as one file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kyosai.reports.controls.register import Control, controls

NAME = "controls.json"
Outcome = Literal["green", "red", "not_yet"]


@dataclass(frozen=True)
class Result:
    """What the tests of one control said, when, and a digest of the evidence."""

    outcome: Outcome
    passed: int
    failed: int
    at: str
    evidence: str


def judged(control: Control, told: Mapping[str, tuple[int, int]], *, at: datetime) -> Result:
    """Return what a control comes to by its tests' passes and failures; unheard is red.

    A control without a test is not shown yet, whatever else is green.
    """
    counts = [told.get(test, (0, 0)) for test in control.shown_by]
    passed, failed = sum(each[0] for each in counts), sum(each[1] for each in counts)
    unheard = any(each == (0, 0) for each in counts)
    outcome: Outcome = "red" if failed or unheard else "green"
    evidence = sha256(f"{control.id}{at.isoformat()}{sorted(told.items())}".encode()).hexdigest()
    return Result(
        outcome if control.shown_by else "not_yet", passed, failed, at.isoformat(), evidence
    )


def keep(results: Mapping[str, Result], *, folder: Path) -> Path:
    """Write all results down, the earlier ones replaced whole."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    laid_out = {control: asdict(result) for control, result in results.items()}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(laid_out, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)
    return path


def last(folder: Path) -> dict[str, Result]:
    """Return what was kept; nothing where nobody has run them, or for a control since gone."""
    path = folder / NAME
    if not path.exists():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    known = {each.id for each in controls()}
    return {control: Result(**row) for control, row in kept.items() if control in known}

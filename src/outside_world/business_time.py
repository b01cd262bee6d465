"""業務の時刻 — machine time plus an offset in a file that every part of the workshop reads."""

import json
import math
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kyosai.basis.tokyo import TOKYO


class OnlyForward(Exception):
    """Business time never goes back."""


@dataclass(frozen=True)
class BusinessTime:
    """The clock of the workshop: read by all, moved from the panel alone."""

    folder: Path

    def now(self) -> datetime:
        """Return business time, in Tokyo."""
        return machine_now() + self._offset()

    def today(self) -> date:
        """Return the business day of now."""
        return self.now().date()

    def set_to(self, moment: datetime) -> None:
        """Let business time be this moment or at most a second later, for everybody."""
        offset = math.ceil((moment - machine_now()).total_seconds())
        if timedelta(seconds=offset) < self._offset():
            raise OnlyForward
        write_whole(self.folder / "business-time.json", {"offset_seconds": offset})

    def _offset(self) -> timedelta:
        try:
            text = (self.folder / "business-time.json").read_text()
        except FileNotFoundError:
            return timedelta()
        return timedelta(seconds=json.loads(text)["offset_seconds"])


def machine_now() -> datetime:
    """Return machine time: tokens and codes live by it."""
    return datetime.now(TOKYO)


def write_whole(path: Path, facts: object) -> None:
    """Write a JSON file so that a reader sees the old one or the new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_text(json.dumps(facts))
    half.rename(path)

"""約束 — what each part of the workshop has seen of business time, and when it must act next."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outside_world.business_time import write_whole

BANK = "bank"
CLOCK = "clock"


@dataclass(frozen=True)
class Appointment:
    """A part has acted up to ``seen`` and has nothing to do before ``next``.

    ``unapproved`` are the files that two officers have to approve before then.
    """

    part: str
    seen: datetime
    next: datetime | None
    unapproved: tuple[str, ...] = ()


def note(folder: Path, appointment: Appointment) -> None:
    """Write down how far a part has come."""
    following = appointment.next.isoformat() if appointment.next else None
    facts = {"seen": appointment.seen.isoformat(), "next": following}
    write_whole(folder / "appointments" / f"{appointment.part}.json", facts)


def read(folder: Path) -> dict[str, Appointment]:
    """Return the appointments of every part that has written one."""
    found = {}
    for path in sorted((folder / "appointments").glob("*.json")):
        facts = json.loads(path.read_text())
        following = datetime.fromisoformat(facts["next"]) if facts["next"] else None
        seen = datetime.fromisoformat(facts["seen"])
        unapproved = tuple(facts.get("unapproved", ()))
        found[path.stem] = Appointment(path.stem, seen, following, unapproved)
    return found


def awaited(folder: Path, parts: Path) -> set[str]:
    """Return the parts a moving clock waits for: those started, else those that have written."""
    if not parts.exists():
        return set(read(folder)) | {BANK}
    started = json.loads(parts.read_text())["parts"]
    return {BANK} | ({CLOCK} & set(started))

"""統制 — the controls by their numbers: what each says, which tests show it, what is less."""

from dataclasses import dataclass
from functools import cache

from kyosai.basis import parameters


@dataclass(frozen=True)
class Control:
    """One control; ``shown_by`` names tests as file::function, and is empty where none shows it."""

    id: str
    area: str
    says: str
    shown_by: tuple[str, ...]
    less: str


@cache
def controls() -> tuple[Control, ...]:
    """Return every control, in the order of the register."""
    rows = parameters.table(__package__, "controls")["control"]
    return tuple(
        Control(row["id"], row["area"], row["says"], tuple(row["shown_by"]), row.get("less", ""))
        for row in rows
    )

"""故障 — what can be made to go wrong, and whether it is switched on."""

from dataclasses import dataclass
from functools import cache

from kyosai.basis import parameters
from outside_world.memory import Memory

TABLES = "CREATE TABLE IF NOT EXISTS fault (name TEXT PRIMARY KEY, remaining INTEGER NOT NULL)"
UNTIL_SWITCHED_OFF = -1


class UnknownFault(LookupError):
    """Nobody has built such a fault."""


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong: its name, whose it is, and what it does in plain words."""

    name: str
    partner: str
    label: str


@cache
def known() -> dict[str, Fault]:
    """Return every fault that can be switched on, by name."""
    rows = parameters.table(__package__, "faults")["fault"]
    return {row["name"]: Fault(**row) for row in rows}


def switch(memory: Memory, name: str, *, on: bool, times: int = UNTIL_SWITCHED_OFF) -> None:
    """Switch a fault on, for so many times or until it is switched off."""
    if name not in known():
        raise UnknownFault(name)
    memory.write("DELETE FROM fault WHERE name = ?", name)
    if on:
        memory.write("INSERT INTO fault VALUES (?, ?)", name, times)


def strikes(memory: Memory, name: str) -> bool:
    """Tell whether a fault strikes now; a counted one is used up by striking."""
    assert name in known(), name
    counted = "UPDATE fault SET remaining = remaining - 1 WHERE name = ? AND remaining > 0"
    if memory.write(counted, name):
        memory.write("DELETE FROM fault WHERE name = ? AND remaining = 0", name)
        return True
    return is_on(memory, name)


def is_on(memory: Memory, name: str) -> bool:
    """Tell whether a fault is switched on, without using it up."""
    return memory.row("SELECT 1 FROM fault WHERE name = ? AND remaining <> 0", name) is not None


def switched_on(memory: Memory) -> dict[str, int]:
    """Return what is on, and how often it will still strike (-1: until switched off)."""
    return {row["name"]: row["remaining"] for row in memory.rows("SELECT * FROM fault")}

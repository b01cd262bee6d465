"""見本の金融機関 — the fictional banks a person may choose, with their hours and branches."""

from dataclasses import dataclass
from datetime import time
from functools import cache

from kyosai.basis import parameters

KINDS = {"1": "普通", "2": "当座"}


@dataclass(frozen=True)
class Bank:
    """A fictional bank."""

    code: str
    name: str
    hours: str
    opens: time = time.min
    closes: time = time.max

    def is_open(self, clock: time) -> bool:
        """Tell whether mandates are taken at this time of day."""
        return self.opens <= clock < self.closes


@cache
def all_banks() -> dict[str, Bank]:
    """Return the banks by code."""
    return {row["code"]: Bank(**row) for row in parameters.table(__package__, "banks")["bank"]}


@cache
def branches() -> dict[str, str]:
    """Return the names of branches by code; every sample bank has the same three."""
    rows = parameters.table(__package__, "banks")["branch"]
    return {row["code"]: row["name"] for row in rows}

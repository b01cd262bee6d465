"""止まっている掛金 — the premium holiday that runs or is to begin, as a person reads it."""

from datetime import date
from typing import Any

from kyosai.basis.months import Month
from kyosai.records.contracts import terms
from kyosai.records.contracts.reads import Standing


def standing(contract: Standing, *, today: date) -> dict[str, Any]:
    """Return the months that are not paid, from this one on."""
    month = Month.of(today)
    now = terms.of(contract.number, scheme=contract.scheme)
    running = [each for each in now.pauses if each.until is None or each.until >= month]
    return {
        "holidays": [
            {"since": str(each.since), "until": str(each.until) if each.until else ""}
            for each in running
        ],
    }

"""止まっている掛金 — the premium holiday that runs or is to begin, as a person reads it."""

from datetime import date
from typing import Any

from django.conf import settings

from kyosai.basis.months import Month
from kyosai.records.contracts import orders, terms
from kyosai.records.contracts.reads import Standing


def standing(contract: Standing, *, today: date) -> dict[str, Any]:
    """Return the months that are not paid, those paid later, and the order one may ask under."""
    month = Month.of(today)
    now = terms.of(contract.number, scheme=contract.scheme)
    order = orders.covering(contract, on=today, with_samples=settings.WORKSHOP)
    running = [each for each in now.pauses if each.until is None or each.until >= month]
    return {
        "holidays": [
            {"since": str(each.since), "until": str(each.until) if each.until else ""}
            for each in running
        ],
        "put_off": [
            {"month": str(each), "debit_on": day.isoformat()}
            for each, day in sorted(now.put_off.items())
            if day >= today
        ],
        "order": order.name if order else "",
    }

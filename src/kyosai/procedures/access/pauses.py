"""止まっている掛金 — the premium holiday that runs or is to begin, as a person reads it."""

from typing import Any

from django.conf import settings

from kyosai.basis.months import Month
from kyosai.records.contracts import orders
from kyosai.records.premiums.paying import Paying


def standing(now: Paying) -> dict[str, Any]:
    """Return the months that are not paid, those paid later, and the order one may ask under."""
    month = Month.of(now.on)
    order = orders.covering(now.contract, on=now.on, with_samples=settings.WORKSHOP)
    running = [each for each in now.terms.pauses if each.until is None or each.until >= month]
    return {
        "holidays": [
            {"since": str(each.since), "until": str(each.until) if each.until else ""}
            for each in running
        ],
        "put_off": [
            {"month": str(each), "debit_on": day.isoformat()}
            for each, day in sorted(now.terms.put_off.items())
            if day >= now.on
        ],
        "order": order.name if order else "",
    }

"""まとめて払う掛金 — the payment class, what is prepaid and what is next, as a person reads it."""

from typing import Any

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.months import Month
from kyosai.records.premiums.paying import Paying


def standing(now: Paying) -> dict[str, Any]:
    """Return how the months are paid together, from this one on."""
    today = Month.of(now.on)
    paid = [Month.of(row["month"]) for row in now.rows if row["state"] == "paid"]
    ahead = [month for month in paid if month > today]
    return {
        "payment_class": now.terms.class_in(max(today, now.opens.month)).words,
        "from_then_on": _changed(now),
        "prepaid_until": str(max(ahead)) if ahead else "",
        "next": _next(now),
    }


def _changed(now: Paying) -> dict[str, str] | None:
    """Return another payment class that is chosen already and not yet in force."""
    last = now.terms.classes[-1] if now.terms.classes else None
    if last is None or last.since <= now.opens.month:
        return None
    return {"since": str(last.since), "payment_class": last.words}


def _next(now: Paying) -> dict[str, Any] | None:
    found = now.terms.next_prepayment(now.first_free)
    if found is None:
        return None
    month, prepayment = found
    try:
        debit_on = now.cycle_of(month).debit_on.isoformat()
    except BeyondCalendar:
        debit_on = ""
    return {
        "month": str(month),
        "months": prepayment.months,
        "debit_on": debit_on,
        "is_again": prepayment.next_turn(month + 1) is not None,
    }

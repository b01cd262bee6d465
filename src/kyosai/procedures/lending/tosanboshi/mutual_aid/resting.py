"""据置期間の掛止め（法14条5項） — premiums that rest in the grace, with the officers' consent."""

from datetime import date, datetime

from kyosai.basis.months import Month
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.records import one_trip
from kyosai.records.contracts import known, terms
from kyosai.records.premiums import ahead
from kyosai.records.premiums.paying import paying
from kyosai.schemes.tosanboshi import premium_holiday
from kyosai.schemes.tosanboshi.premium_holiday import GRACE_MONTHS

KIND = "in_grace"


def rest(held: Books, *, lent_on: date, asked_at: datetime, at: datetime) -> None:
    """Let the months from the first nobody was asked for rest, to the end of the grace at most."""
    now = paying(held.contract, asked_at=asked_at, at=at)
    first = now.first_free
    last = min(first + (GRACE_MONTHS - 1), Month.of(lent_on) + GRACE_MONTHS)
    if now.terms.is_paused(first):
        return
    premium_holiday.insist_on_pause_in_grace(
        first, last=last, lent_on=lent_on, has_compelling_reason=True
    )
    contract = held.contract.number
    one_trip.send(
        terms.stopping(contract, kind=KIND, since=first, until=last),
        ahead.lifted(contract),
        known.remembering(contract, now.terms, until=at),
    )

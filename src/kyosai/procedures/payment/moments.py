"""支払の予定 — the moments at which payments want the clock to look again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kyosai.basis import tokyo
from kyosai.procedures.payment import hours
from kyosai.records.payments import files, sending
from kyosai.records.remittances import reads as remittances
from kyosai.schemes.clocks import calendars

A_WHILE = timedelta(days=30)


def coming(*, now: datetime) -> Iterator[datetime]:
    """Yield when waiting payments may leave, files be made or lapse, and money be there."""
    today = tokyo.in_tokyo(now).date()
    for payment in sending.waiting("instant", until=today + A_WHILE):
        yield hours.instant_opens_at(calendars.bank().on_or_after(max(payment.pay_on, today)))
    if sending.waiting("bulk", until=today + A_WHILE, limit=1):
        this = calendars.bank().on_or_after(today)
        yield from (hours.made_at(this), hours.made_at(calendars.bank().add(this, 1)))
    for file in files.waiting():
        yield file.hand_in_by
    for pay_on in files.days_to_come(since=today):
        yield hours.paid_at(pay_on)


def unstated(*, now: datetime) -> Iterator[date]:
    """Yield the days whose statements tell of payments, or of what came back, and are not read."""
    told = {scheme: last_on for scheme, last_on, _ in remittances.balances()}
    today = tokyo.in_tokyo(now).date()
    for scheme, left_on in sending.days_left(since=today - A_WHILE):
        back_on = calendars.bank().add(calendars.bank().on_or_after(left_on), 1)
        yield from (day for day in (left_on, back_on) if told.get(scheme, date.min) < day)

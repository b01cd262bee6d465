"""支払の時刻 — when the rails take payments, and on which day a payment decided now can leave."""

from datetime import date, datetime, time
from typing import Any

from kyosai.basis import parameters, tokyo
from kyosai.schemes.clocks import calendars


def is_instant_open(at: datetime) -> bool:
    """Tell whether the bank takes single payments now."""
    moment = tokyo.in_tokyo(at)
    is_hour = _at("instant_opens") <= moment.time() < _at("instant_closes")
    return is_hour and calendars.bank().is_open(moment.date())


def file_day(at: datetime) -> date | None:
    """Return the day of payment whose file is to be made now, if it is time: the next bank day."""
    moment = tokyo.in_tokyo(at)
    is_time = _at("file_made_at") <= moment.time() < _at("file_hand_in_by")
    if not is_time or not calendars.bank().is_open(moment.date()):
        return None
    return calendars.bank().add(moment.date(), 1)


def hand_in_by(pay_on: date) -> datetime:
    """Return the moment until which the bank takes a file for a day."""
    return tokyo.at(calendars.bank().add(pay_on, -1), _at("file_hand_in_by"))


def made_at(on: date) -> datetime:
    """Return the moment at which a bank day's file is made."""
    return tokyo.at(on, _at("file_made_at"))


def instant_opens_at(on: date) -> datetime:
    """Return the moment from which single payments leave on a bank day."""
    return tokyo.at(on, _at("instant_opens"))


def is_paid(pay_on: date, *, at: datetime) -> bool:
    """Tell whether the payments of a day's file are in their accounts."""
    return at >= paid_at(pay_on)


def paid_at(pay_on: date) -> datetime:
    """Return the moment at which the payments of a day's file are in their accounts."""
    return tokyo.at(pay_on, _at("paid_at"))


def _at(name: str) -> time:
    moment: time = _facts()[name]
    return moment


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "rail")

"""年末の締切 — until when to apply so that a premium counts in this year's deduction."""

from datetime import datetime, timedelta

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.schemes.clocks import calendars, debit_days, promises
from kyosai.schemes.clocks.channels import Channel

A_MOMENT = timedelta(microseconds=1)


@implements("サービス水準5.3（年末の締切）")
def apply_before(channel: Channel, *, year: int, seen_by_a_person: bool = False) -> datetime:
    """Return the moment before which an application still reaches the year's last debit.

    Accepted at once, that is the cut-off of the last file. When a person looks at it first, the
    promise itself must end before that cut-off.
    """
    submit_by = debit_days.last_chance(channel, year=year).submit_by
    return _leaving_room(submit_by) if seen_by_a_person else submit_by


def _leaving_room(submit_by: datetime) -> datetime:
    day = calendars.office().on_or_before(submit_by.date())
    while True:
        cut_off = tokyo.at(day, promises.policy("enrolment", on=day).cut_off)
        promised = promises.promise("enrolment", received_at=cut_off - A_MOMENT)
        if promised.due_at <= submit_by:
            return cut_off
        day = calendars.office().add(day, -1)

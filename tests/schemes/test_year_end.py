"""年末の締切 — before it an application counts this year, after it no more."""

from datetime import date, datetime, time, timedelta

import pytest

from kyosai.basis.tokyo import at
from kyosai.schemes.clocks import channels, promises
from kyosai.schemes.clocks.year_end import apply_before

A_MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("key", "by_rule", "by_person"),
    [
        ("agency", at(date(2026, 12, 9), time(16)), at(date(2026, 12, 4), time(17))),
        ("direct", at(date(2026, 12, 24), time(16)), at(date(2026, 12, 21), time(17))),
    ],
)
def test_the_last_day_of_2026(key: str, by_rule: datetime, by_person: datetime) -> None:
    channel = channels.channel(key, scheme="skk")

    assert apply_before(channel, year=2026) == by_rule
    assert apply_before(channel, year=2026, seen_by_a_person=True) == by_person


@pytest.mark.parametrize(
    "channel", channels.channels(scheme="skk"), ids=lambda channel: channel.key
)
@pytest.mark.parametrize("year", [2026, 2027])
def test_a_person_has_the_whole_promise_before_the_file_closes(
    channel: channels.Channel, year: int
) -> None:
    closes = apply_before(channel, year=year)
    last = apply_before(channel, year=year, seen_by_a_person=True)

    in_time = promises.promise("enrolment", received_at=last - A_MOMENT)
    too_late = promises.promise("enrolment", received_at=last)
    assert in_time.due_at <= closes < too_late.due_at

"""A moment is a moment in Tokyo."""

from datetime import UTC, date, datetime, time

import pytest

from kyosai.basis.tokyo import TOKYO, at, in_tokyo


def test_an_evening_in_utc_is_the_next_day_in_tokyo() -> None:
    moment = in_tokyo(datetime(2026, 10, 1, 15, 0, tzinfo=UTC))

    assert moment == datetime(2026, 10, 2, 0, 0, tzinfo=TOKYO)
    assert moment.date() == date(2026, 10, 2)


def test_a_moment_without_a_zone_is_a_defect() -> None:
    with pytest.raises(AssertionError):
        in_tokyo(datetime(2026, 10, 1, 15, 0))  # noqa: DTZ001


def test_a_day_at_a_time_of_the_clock() -> None:
    assert at(date(2026, 10, 6), time(17)) == datetime(2026, 10, 6, 8, 0, tzinfo=UTC)

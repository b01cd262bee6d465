"""A calendar answers for the years it knows, and for no other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.business_days import BeyondCalendar, BusinessDays

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
INSIDE = st.dates(date(2026, 4, 1), date(2027, 9, 30))
CLOSED = st.frozensets(st.dates(FIRST, LAST), max_size=40)
CALENDARS = st.builds(lambda closed: BusinessDays("見本", "1", FIRST, LAST, closed), CLOSED)
HOLIDAY = date(2026, 11, 3)  # a Tuesday
CALENDAR = BusinessDays("見本", "1", FIRST, LAST, frozenset({HOLIDAY}))


def test_weekends_and_listed_days_are_closed() -> None:
    assert not CALENDAR.is_open(HOLIDAY)
    assert not CALENDAR.is_open(date(2026, 11, 7))
    assert not CALENDAR.is_open(date(2026, 11, 8))
    assert CALENDAR.is_open(date(2026, 11, 4))


def test_the_next_and_the_last_open_day_around_a_holiday() -> None:
    assert CALENDAR.on_or_after(HOLIDAY) == date(2026, 11, 4)
    assert CALENDAR.on_or_before(HOLIDAY) == date(2026, 11, 2)
    assert CALENDAR.on_or_after(date(2026, 11, 4)) == date(2026, 11, 4)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_an_unknown_year_is_not_a_working_day(day: date) -> None:
    with pytest.raises(BeyondCalendar):
        CALENDAR.is_open(day)


def test_counting_past_the_end_raises() -> None:
    with pytest.raises(BeyondCalendar):
        CALENDAR.add(date(2027, 12, 30), 5)


@given(CALENDARS, INSIDE, st.integers(0, 30))
def test_adding_and_counting_are_inverse(calendar: BusinessDays, day: date, days: int) -> None:
    later = calendar.add(day, days)

    assert calendar.count(day, later) == days


@given(CALENDARS, INSIDE, st.integers(0, 30))
def test_going_back_from_an_open_day_is_where_we_were(
    calendar: BusinessDays, day: date, days: int
) -> None:
    start = calendar.on_or_after(day)

    assert calendar.add(calendar.add(start, days), -days) == start


@given(CALENDARS, INSIDE, st.integers(1, 30))
def test_an_added_day_is_open_and_later(calendar: BusinessDays, day: date, days: int) -> None:
    assert calendar.is_open(calendar.add(day, days))
    assert calendar.add(day, days) > day


@given(CALENDARS, INSIDE)
def test_the_next_open_day_skips_no_open_day(calendar: BusinessDays, day: date) -> None:
    found = calendar.on_or_after(day)
    between = [day + timedelta(days=n) for n in range((found - day).days)]

    assert calendar.is_open(found)
    assert not any(calendar.is_open(each) for each in between)

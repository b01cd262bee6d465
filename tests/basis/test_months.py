"""Months are counted, not days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.months import Month, fiscal_year, later, period_end, span

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
STEPS = st.integers(-2_400, 2_400)


@given(MONTHS, STEPS)
def test_going_and_coming_back_is_where_we_were(month: Month, steps: int) -> None:
    assert (month + steps) + -steps == month
    assert (month + steps) - month == steps


@given(MONTHS)
def test_the_text_of_a_month_reads_back(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(MONTHS)
def test_the_day_after_the_last_is_the_first_of_the_next(month: Month) -> None:
    assert (month + 1).first_day.toordinal() == month.last_day.toordinal() + 1


@given(MONTHS, st.integers(0, 500))
def test_a_span_holds_both_ends(first: Month, distance: int) -> None:
    months = list(span(first, first + distance))

    assert len(months) == distance + 1
    assert (months[0], months[-1]) == (first, first + distance)
    assert months == sorted(set(months))


def test_a_span_backwards_is_empty() -> None:
    assert list(span(Month(2026, 11), Month(2026, 10))) == []


def test_december_is_followed_by_january() -> None:
    assert Month(2026, 12) + 1 == Month(2027, 1)
    assert Month(2027, 1) + -1 == Month(2026, 12)


@pytest.mark.parametrize("number", [0, 13])
def test_there_is_no_thirteenth_month(number: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(2026, number)


def test_february_knows_its_leap_years() -> None:
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month(2026, 2).last_day == date(2026, 2, 28)


def test_the_fiscal_year_begins_in_april() -> None:
    assert fiscal_year(date(2027, 3, 31)) == 2026
    assert fiscal_year(date(2027, 4, 1)) == 2027


def test_a_day_knows_its_month() -> None:
    assert Month.of(date(2026, 10, 19)) == Month(2026, 10)
    assert Month(2026, 10).day(19) == date(2026, 10, 19)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 19), -6, date(2026, 2, 19)),
        (date(2026, 8, 19), 0, date(2026, 8, 19)),
    ],
)
def test_the_same_day_some_months_on_or_the_last_of_a_shorter_month(
    day: date, months: int, found: date
) -> None:
    assert later(day, months=months) == found


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        pytest.param(date(2026, 3, 31), 12, date(2027, 3, 31), id="月の末日から1年"),
        pytest.param(
            date(2023, 2, 28), 12, date(2024, 2, 29), id="起算日は3月1日、閏年は2月29日まで"
        ),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="閏日から1年"),
        pytest.param(date(2026, 4, 30), 1, date(2026, 5, 31), id="起算日は5月1日、5月31日まで"),
        pytest.param(date(2026, 8, 30), 6, date(2027, 2, 28), id="応当する日のない月は末日まで"),
        pytest.param(date(2026, 10, 1), 60, date(2031, 10, 1), id="ふつうの日から5年"),
    ],
)
def test_a_period_is_counted_from_the_day_after(day: date, months: int, found: date) -> None:
    """民法140条・143条2項."""
    assert period_end(day, months=months) == found

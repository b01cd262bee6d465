"""Law over time: the day chooses the version, and absent is not zero."""

from datetime import date

import pytest

from kyosai.basis.dated import Dated, NotYetInForce, Version

CEILING = Dated(
    Version(date(2000, 4, 1), 32, "古い令"),
    Version(date(2011, 10, 1), 80, "新しい令"),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2000, 4, 1), 32),
        (date(2011, 9, 30), 32),
        (date(2011, 10, 1), 80),
        (date(2099, 1, 1), 80),
    ],
)
def test_a_day_chooses_what_held_on_it(day: date, value: int) -> None:
    assert CEILING.on(day) == value


def test_before_the_first_version_nothing_holds() -> None:
    with pytest.raises(NotYetInForce):
        CEILING.on(date(2000, 3, 31))


def test_a_version_says_where_it_is_written() -> None:
    assert CEILING.version_on(date(2026, 1, 1)).source == "新しい令"


def test_versions_go_from_old_to_new() -> None:
    with pytest.raises(AssertionError):
        Dated(*reversed(CEILING.versions))


def test_two_versions_cannot_begin_on_one_day() -> None:
    with pytest.raises(AssertionError):
        Dated(CEILING.versions[0], CEILING.versions[0])

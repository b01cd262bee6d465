"""令和 on paper, ISO everywhere else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.era import era_year, from_era, on_paper, on_screen


@pytest.mark.parametrize(
    ("day", "paper"),
    [
        (date(2026, 10, 6), "令和8年10月6日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 24), "大正15年12月24日"),
    ],
)
def test_a_day_on_paper(day: date, paper: str) -> None:
    assert on_paper(day) == paper


def test_a_day_on_the_screen_has_its_weekday() -> None:
    assert on_screen(date(2026, 12, 9)) == "2026年12月9日（水）"


@given(st.dates(date(1868, 1, 25), date(2100, 12, 31)))
def test_an_era_date_reads_back(day: date) -> None:
    assert from_era(*era_year(day), day.month, day.day) == day


@pytest.mark.parametrize("wrong", [("平成", 31, 5, 1), ("昭和", 64, 1, 8), ("令和", 1, 4, 30)])
def test_a_day_outside_its_era_does_not_exist(wrong: tuple[str, int, int, int]) -> None:
    with pytest.raises(ValueError, match="ありません"):
        from_era(*wrong)


def test_before_the_known_eras_nothing_is_guessed() -> None:
    with pytest.raises(ValueError, match="before the eras"):
        era_year(date(1868, 1, 24))

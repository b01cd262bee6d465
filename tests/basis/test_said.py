"""A finding is told as the sentence its rule wrote."""

from datetime import date
from fractions import Fraction

import pytest

from kyosai.basis.law import explained, implements
from kyosai.basis.money import Yen
from kyosai.basis.said import percent, said, shown


@implements("見本法8条", says="{yen}の{share:%}は{result}で、上限を{is_more:超えます|超えません}。")
def part(yen: Yen, *, share: Fraction, is_more: bool) -> Yen:
    """Return a part."""
    return Yen(int(yen.of(share)))


@implements("見本法9条")
def unworded(number: int) -> bool:
    """Tell something."""
    return number > 1


def test_the_facts_and_the_result_are_filled_in() -> None:
    with explained() as findings:
        part(Yen(2_000), share=Fraction("0.805"), is_more=False)

    assert said(findings[0]) == "2,000円の80.5%は1,610円で、上限を超えません。"


@implements("見本法10条", says="{years:d}年度のうち{year:d}年度です。")
def chosen(years: tuple[int, ...], *, year: int) -> int:
    """Choose a year."""
    return year


def test_years_are_written_without_a_comma() -> None:
    with explained() as findings:
        chosen((2025, 2026), year=2026)

    assert said(findings[0]) == "2025、2026年度のうち2026年度です。"


def test_a_rule_without_a_sentence_shows_what_it_saw() -> None:
    with explained() as findings:
        unworded(1_200)

    assert said(findings[0]) == "unworded（number = 1,200）= はい"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_234, "1,234"),
        (Fraction(2_533_400), "2,533,400"),
        (Fraction(1, 3), "1/3"),
        (Fraction(269_638_881_781, 5_000_000), "約53,927.7764"),
        (Fraction(-1, 1_000_003), "約-0.0000"),
        ((120, 120, 60), "120×2、60"),
        (date(2026, 4, 1), "2026年4月1日"),
        (False, "いいえ"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction("0.8"), "80%"),
        (Fraction("0.0025"), "0.25%"),
        (Fraction("1.1925"), "119.25%"),
        (Fraction(5201, 4100), "5201/41%"),
    ],
)
def test_a_share_is_said_in_per_cent_without_rounding(share: Fraction, text: str) -> None:
    assert percent(share) == text

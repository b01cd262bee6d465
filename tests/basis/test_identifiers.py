"""A number that was mistyped is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis import identifiers
from kyosai.basis.identifiers import WrongNumber

SERIALS = st.integers(1, 9_999_999)


@given(SERIALS)
def test_a_contract_number_of_ours_fits(serial: int) -> None:
    number = identifiers.contract_number(serial)

    assert len(number) == 9
    assert identifiers.is_contract_number(number)


@given(SERIALS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(serial: int, place: int, off: int) -> None:
    number = identifiers.contract_number(serial)
    digit = str((int(number[place]) + off) % 10)

    assert not identifiers.is_contract_number(number[:place] + digit + number[place + 1 :])


@given(SERIALS, st.integers(0, 7))
def test_two_swapped_neighbours_are_always_noticed(serial: int, place: int) -> None:
    number = identifiers.contract_number(serial)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert swapped == number or not identifiers.is_contract_number(swapped)


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "12345678a", "１２３４５６７８９"])
def test_what_is_not_nine_digits_is_no_contract_number(text: str) -> None:
    assert not identifiers.is_contract_number(text)


@given(st.integers(1, 99_999_999), st.sampled_from("KSU"))
def test_a_lettered_number_is_read_as_people_type_it(serial: int, letter: str) -> None:
    number = identifiers.lettered_number(letter, serial)

    assert len(number) <= 15
    typed = f"  {number.lower().replace('-', '')} "
    assert identifiers.parse_lettered(typed, letter=letter) == number


@pytest.mark.parametrize("text", ["", "K-00001234-57", "S-1", "K-0000123-456-7"])
def test_a_wrong_lettered_number_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(WrongNumber) as refusal:
        identifiers.parse_lettered(text, letter="K")

    assert refusal.value.reason.endswith("ください。")


@pytest.mark.parametrize("number", ["7000012050002", "1180301018771"])
def test_published_corporate_numbers_fit(number: str) -> None:
    assert identifiers.is_corporate_number(number)


@pytest.mark.parametrize("number", ["7000012050003", "700001205000", "７000012050002", ""])
def test_a_wrong_corporate_number_does_not(number: str) -> None:
    assert not identifiers.is_corporate_number(number)

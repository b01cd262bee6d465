"""An enumeration travels by its key and is shown by its value."""

import pytest

from kyosai.basis.keyed import Keyed


class Taste(Keyed):
    SWEET = "あまい"
    VERY_SOUR = "とてもすっぱい"


def test_the_key_is_the_name_in_lower_case() -> None:
    assert [taste.key for taste in Taste] == ["sweet", "very_sour"]


def test_a_key_leads_back_to_its_member() -> None:
    assert all(Taste.of(taste.key) is taste for taste in Taste)


@pytest.mark.parametrize("key", ["", "SWEET", "bitter"])
def test_an_unknown_key_raises(key: str) -> None:
    with pytest.raises(KeyError):
        Taste.of(key)

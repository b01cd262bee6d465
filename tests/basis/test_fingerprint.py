"""Equal facts have equal bytes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.fingerprint import canonical, digest

FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_order_of_writing_does_not_matter() -> None:
    assert canonical({"b": 1, "a": "あ"}) == canonical({"a": "あ", "b": 1})
    assert canonical({"b": 1, "a": "あ"}) == '{"a":"あ","b":1}'.encode()


@given(st.dictionaries(st.text(), FACTS, max_size=4))
def test_the_same_facts_in_another_order_have_the_same_bytes(facts: dict[str, object]) -> None:
    assert canonical(dict(reversed(facts.items()))) == canonical(facts)


@pytest.mark.parametrize("facts", [1.5, [1, 1.5], {"a": {"b": (1.5,)}}])
def test_a_float_has_no_exact_form(facts: object) -> None:
    with pytest.raises(AssertionError):
        canonical(facts)


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"yen": Decimal(1)})


def test_the_digest_is_sha_256() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

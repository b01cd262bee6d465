"""A rule can be asked what it rested on."""

import pytest

from kyosai.basis import law
from kyosai.basis.law import explained, implements


@implements("見本法1条", "見本法2条")
def doubled(number: int) -> int:
    """Return twice the number.

    「二倍に相当する額」
    """
    return number * 2


@implements("見本法3条")
def doubled_twice(*, number: int) -> int:
    """Return four times the number."""
    return doubled(number) + doubled(number)


def test_inside_every_rule_applied_is_collected_in_order() -> None:
    with explained() as findings:
        doubled_twice(number=3)

    assert [(finding.rule, finding.result) for finding in findings] == [
        ("doubled", 6),
        ("doubled", 6),
        ("doubled_twice", 12),
    ]
    assert findings[-1].facts == {"number": 3}
    assert findings[0].provisions == ("見本法1条", "見本法2条")
    assert findings[0].sentence == "Return twice the number."


def test_a_fact_given_by_place_is_known_by_its_name() -> None:
    with explained() as findings:
        doubled(5)

    assert findings[0].facts == {"number": 5}


def test_outside_nothing_is_collected() -> None:
    with explained() as findings:
        pass
    doubled(1)

    assert findings == []


def test_one_explanation_inside_another_keeps_its_own() -> None:
    with explained() as outer:
        with explained() as inner:
            doubled(1)
        doubled(2)

    assert [finding.result for finding in inner] == [2]
    assert [finding.result for finding in outer] == [4]


def test_a_rule_without_a_provision_is_a_defect() -> None:
    with pytest.raises(AssertionError):
        implements()


def test_the_register_knows_where_a_provision_is_implemented() -> None:
    line = next(line for line in law.register() if line.startswith("見本法1条\t"))

    assert line.endswith("test_law.doubled")

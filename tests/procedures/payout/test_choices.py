"""解約前の比較 — each line is what the law itself answers, in yen, on its day."""

from datetime import date

import pytest

from kyosai.procedures.payout import choices
from kyosai.records.contracts import reads as contracts
from tests.procedures.payout.claimants import holder

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 29)


def told(number: str) -> dict[str, tuple[str, int, int]]:
    found = choices.of(contracts.standing(number), on=ON)
    return {each.key: (str(each.on), each.yen.amount, each.percent) for each in found}


def test_a_person_sees_today_later_a_loan_a_lower_premium_and_old_age() -> None:
    number = holder(months=200, formed_on=date(2010, 3, 1), born_on=date(1980, 4, 1))

    assert told(number) == {
        "today": ("2026-10-29", 1_895_000, 94),
        "next_year": ("2027-02-28", 1_948_200, 95),
        "whole": ("2030-02-28", 2_400_000, 100),
        "loan": ("2026-10-29", 1_700_000, 85),
        "lower": ("2026-10-29", 1_000, 0),
        "closed": ("2026-10-29", 2_277_623, 113),
        "old_age": ("2045-03-31", 5_078_810, 120),
    }


def test_whoever_is_old_enough_is_paid_more_by_the_old_age_claim() -> None:
    lines = told(holder())

    assert lines["today"] == ("2026-10-29", 2_400_000, 100)
    assert lines["old_age"] == ("2026-10-29", 2_676_203, 111)
    assert lines["closed"] == ("2026-10-29", 2_804_457, 116)


def test_an_enterprise_sees_when_all_of_it_comes_back() -> None:
    number = holder(
        scheme="tosanboshi", yen=20_000, months=20, formed_on=date(2025, 3, 1), born_on=None
    )

    assert told(number) == {
        "today": ("2026-10-29", 320_000, 80),
        "up": ("2028-02-29", 684_000, 95),
        "whole": ("2028-06-30", 800_000, 100),
        "loan": ("2026-10-29", 0, 0),
        "lower": ("2026-10-29", 5_000, 1),
    }

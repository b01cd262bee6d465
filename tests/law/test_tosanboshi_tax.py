"""再加入と経費 — the examples of tosanboshi/tax_rejoining.toml."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tax import re_joining
from kyosai.schemes.tax.re_joining import Taxpayer
from tests.law.examples import examples
from tests.law.telling import told

__all__ = ["told"]


@pytest.mark.parametrize("example", examples("tosanboshi/tax_rejoining", "from"))
def test_from_when_a_new_contract_is_deductible(example: dict[str, Any]) -> None:
    assert re_joining.deductible_from(example["ended_on"]) == example["deductible_from"]


@pytest.mark.parametrize("example", examples("tosanboshi/tax_rejoining", "paid"))
def test_a_premium_by_the_day_it_is_paid(example: dict[str, Any]) -> None:
    found = re_joining.is_deductible(
        example["paid_on"],
        formed_on=example["formed_on"],
        ended_on=example["ended_on"],
        by=Taxpayer.of(example.get("by", "corporation")),
    )

    assert found is example["is_deductible"]


def test_a_year_is_divided_where_the_two_years_end() -> None:
    payments = [(date(2026, month, 27), Yen(200_000)) for month in (8, 9, 10, 11)]

    found = re_joining.deductible(
        payments, formed_on=date(2025, 1, 10), ended_on=[date(2024, 10, 1)]
    )

    assert found == Yen(400_000)


@pytest.mark.parametrize(("months", "is_deductible"), [(1, True), (12, True), (13, False)])
def test_a_year_paid_ahead_is_an_expense_when_paid(months: int, is_deductible: bool) -> None:
    found = re_joining.is_deductible_when_prepaid(months, on=date(2026, 10, 27))

    assert found is is_deductible

"""税 — the examples of tax/*.toml."""

from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tax.premium_deduction import Effect, effect
from tests.law.examples import examples


def figure(found: Effect, name: str) -> Yen:
    if name == "saved":
        return found.saved
    when, tax = name.split(".")
    taxes = getattr(found, when)
    if tax == "income_and_reconstruction":
        return taxes.income + taxes.reconstruction
    return getattr(taxes, tax)


@pytest.mark.parametrize("example", examples("tax/premium_deduction"))
def test_effect_of_the_deduction(example: dict[str, Any]) -> None:
    found = effect(
        yearly_premium=Yen(example["monthly_premium"] * 12),
        taxable_income=Yen(example["taxable_income"]),
        year=2026,
    )

    assert figure(found, example["figure"]) == Yen(example["yen"])

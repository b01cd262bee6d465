"""税 — the examples of tax/*.toml."""

from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax import deductible_premiums, premium_certificate
from kyosai.schemes.tax.deductible_premiums import Payment
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


def payment(row: dict[str, Any]) -> Payment:
    first = Month.parse(row["first"])
    months = tuple(span(first, first + (row["months"] - 1)))
    return Payment(row["paid_on"], months, Yen(row["yen"]))


@pytest.mark.parametrize("example", examples("tax/deductible_premiums"))
def test_premiums_that_count_in_a_year(example: dict[str, Any]) -> None:
    only_when_old = {name: example[name] for name in ("is_old_second_kind",) if name in example}

    def deduction() -> Yen:
        return deductible_premiums.deductible_premiums(
            [payment(row) for row in example["payments"]],
            year=example["year"],
            discounts=Yen(example.get("discounts", 0)),
            **only_when_old,
        )

    if "refused" in example:
        with pytest.raises(Refused) as refused:
            deduction()
        assert type(refused.value).__name__ == example["refused"]
        assert refused.value.reason.endswith("。")
    else:
        assert deduction() == Yen(example["deduction"])


@pytest.mark.parametrize("example", examples("tax/premium_certificate"))
def test_what_a_certificate_of_a_year_says(example: dict[str, Any]) -> None:
    def figures() -> premium_certificate.Figures:
        return premium_certificate.figures(
            [payment(row) for row in example["payments"]],
            [payment(row) for row in example["planned"]],
            year=example["year"],
            on=example["on"],
            discounts=Yen(example.get("discounts", 0)),
        )

    if "refused" in example:
        with pytest.raises(Refused) as refused:
            figures()
        assert type(refused.value).__name__ == example["refused"]
        return
    found = figures()
    assert _told(found.paid, found.paid_until) == example["paid"]
    assert _told(found.planned, found.planned_from, found.planned_until) == example["to_come"]
    assert found.total == Yen(example["total"])


def _told(yen: Yen, *months: Month | None) -> list[int | str]:
    return [yen.amount, *(str(month) for month in months if month)]

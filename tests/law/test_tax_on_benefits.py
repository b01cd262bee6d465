"""支給の税 — the examples of tax/retirement_income.toml, and the rest told one by one."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.schemes.tax import other_income, retirement_income
from kyosai.schemes.tax.retirement_income import Before, Declared, Withholding
from tests.law.examples import examples

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize("example", examples("tax/retirement_income"))
def test_withholding_with_a_declaration(example: dict[str, Any]) -> None:
    is_disabled = example.get("is_disabled", False)
    years = retirement_income.years_counted(example["months_paid"])
    deduction = retirement_income.retirement_deduction(years, on=TODAY, is_disabled=is_disabled)

    found = retirement_income.withheld_with_declaration(
        Yen(example["benefit"]),
        months_paid=example["months_paid"],
        declared=Declared(is_disabled=is_disabled),
        on=TODAY,
    )

    assert (years, deduction) == (example["years"], Yen(example["deduction"]))
    assert retirement_income.taxable_retirement_income(
        Yen(example["benefit"]), deduction=deduction, years=years, on=TODAY
    ) == Yen(example["taxable"])
    assert found == Withholding(
        *(Yen(example[name]) for name in ("national", "municipal", "prefectural"))
    )


@pytest.mark.parametrize(
    ("benefit", "yen"),
    [
        pytest.param(11_145_600, 2_275_931, id="D139"),
        pytest.param(4_349_800, 888_229, id="D141"),
        pytest.param(30_000_000, 6_126_000, id="D145"),
    ],
)
def test_without_a_declaration_the_whole_is_taxed(benefit: int, yen: int) -> None:
    assert retirement_income.withheld_without_declaration(Yen(benefit), on=TODAY) == Yen(yen)


def test_years_that_counted_before_take_their_deduction_off() -> None:
    """20年の控除800万円から、重なる5年の200万円を引く（所得税法施行令70条1項2号）."""
    found = retirement_income.retirement_deduction(20, on=TODAY, overlapping_years=5)

    assert found == Yen(6_000_000)


def test_the_deduction_never_falls_below_eight_hundred_thousand() -> None:
    assert retirement_income.retirement_deduction(1, on=TODAY) == Yen(800_000)
    assert retirement_income.retirement_deduction(10, on=TODAY, overlapping_years=10) == Yen(
        800_000
    )


def test_two_payments_of_a_year_are_taxed_together() -> None:
    """先に1,000万円を受け、155,702円を引かれていた（所得税法201条1項2号）."""
    alone = retirement_income.withheld_with_declaration(
        Yen(10_000_000), months_paid=240, declared=Declared(), on=TODAY
    )
    second = retirement_income.withheld_with_declaration(
        Yen(5_000_000),
        months_paid=240,
        declared=Declared(paid_this_year=Yen(10_000_000), withheld_this_year=alone.national),
        on=TODAY,
    )
    both = retirement_income.withheld_with_declaration(
        Yen(15_000_000), months_paid=240, declared=Declared(), on=TODAY
    )

    assert alone.national + second.national == both.national


@pytest.mark.parametrize(
    ("before", "on", "years"),
    [
        (Before.USUAL, date(2026, 1, 1), 4),
        (Before.AFTER_DC, date(2025, 12, 31), 4),
        (Before.AFTER_DC, date(2026, 1, 1), 9),
        (Before.DC_ITSELF, date(2026, 1, 1), 19),
    ],
)
def test_how_far_back_other_payments_count(before: Before, on: date, years: int) -> None:
    assert retirement_income.years_looked_back(before, on=on) == years


def test_nothing_before_the_first_version_answers() -> None:
    with pytest.raises(NotYetInForce):
        retirement_income.retirement_deduction(10, on=date(2021, 12, 31))


@pytest.mark.parametrize(
    ("instalment", "yen"),
    [
        pytest.param(52_500, 4_020, id="D105"),
        pytest.param(36_000, 2_756, id="D108"),
        pytest.param(60_000, 4_594, id="D114"),
        pytest.param(120_000, 9_189, id="D120"),
        pytest.param(167_184, 12_802, id="D126"),
        pytest.param(366_412, 28_057, id="D127"),
    ],
)
def test_withholding_from_an_instalment(instalment: int, yen: int) -> None:
    assert other_income.withheld_from_instalment(Yen(instalment), on=TODAY) == Yen(yen)


def test_a_cancellation_before_sixty_five_is_occasional_income() -> None:
    """D152（所得税法施行令183条2項2号ニ）."""
    occasional = other_income.occasional_income(Yen(2_400_000))

    assert occasional == Yen(1_900_000)
    assert other_income.counted_in_total_income(occasional) == Yen(950_000)
    assert other_income.occasional_income(Yen(400_000)) == Yen(0)

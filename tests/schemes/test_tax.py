"""税 — what holds for every income, and the refusals told one by one."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis import parameters
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax import (
    other_income,
    premium_deduction,
    public_pension,
    reports_due,
    retirement_deduction,
    retirement_income,
)
from kyosai.schemes.tax.premium_deduction import effect, income_tax, taxes
from kyosai.schemes.tax.retirement_deduction import ImpossibleIncome, NoMonths
from kyosai.schemes.tax.retirement_income import (
    BothBefore,
    Declared,
    ImpossibleMonths,
    ThisYear,
    Withholding,
)
from kyosai.schemes.tax.retirement_overlap import BackwardSpan, Earlier

INCOMES = st.integers(0, 60_000_000).map(Yen)
PREMIUMS = st.integers(0, 1_680_000).map(Yen)
YEAR = 2026


@given(INCOMES, PREMIUMS)
def test_a_premium_never_raises_a_tax(income: Yen, premium: Yen) -> None:
    found = effect(yearly_premium=premium, taxable_income=income, year=YEAR)

    assert Yen(0) <= found.saved
    assert found.saved <= found.before.sum


@given(INCOMES, INCOMES)
def test_who_earns_more_never_pays_less(one: Yen, other: Yen) -> None:
    low, high = sorted((one, other))

    assert taxes(low, year=YEAR).sum <= taxes(high, year=YEAR).sum


@pytest.mark.parametrize(
    "edge", [1_950_000, 3_300_000, 6_950_000, 9_000_000, 18_000_000, 40_000_000]
)
def test_the_brackets_meet_at_their_edges(edge: int) -> None:
    at_edge, above = (income_tax(Yen(yen), year=YEAR) for yen in (edge, edge + 1_000))

    assert Yen(0) < above - at_edge <= Yen(450)


@given(INCOMES)
def test_what_is_paid_is_in_hundreds_of_yen(income: Yen) -> None:
    found = taxes(income, year=YEAR)

    assert (found.income + found.reconstruction).amount % 100 == 0
    assert found.resident.amount % 100 == 0


def test_a_premium_above_the_income_saves_no_more_than_the_tax() -> None:
    found = effect(yearly_premium=Yen(840_000), taxable_income=Yen(500_000), year=YEAR)

    assert found.after.income == Yen(0)
    assert found.after.resident == Yen(5_000)


def test_a_year_before_the_figures_known_here_raises() -> None:
    with pytest.raises(NotYetInForce, match=str(date(2024, 1, 1))):
        taxes(Yen(2_000_000), year=2023)


def test_more_months_shared_than_paid_are_refused() -> None:
    this_year = ThisYear(paid=Yen(1), withheld=Withholding(), months_shared=61)
    with pytest.raises(ImpossibleMonths, match="重なる月"):
        retirement_income.taxable_of_year(
            Yen(1), months_paid=60, declared=Declared(this_year=this_year), on=date(YEAR, 10, 1)
        )


def test_a_premium_or_an_income_below_nothing_is_refused() -> None:
    with pytest.raises(premium_deduction.LessThanNothing, match="0円以上"):
        taxes(Yen(-1), year=YEAR)
    with pytest.raises(premium_deduction.LessThanNothing, match="0円以上"):
        effect(yearly_premium=Yen(-1), taxable_income=Yen(2_000_000), year=YEAR)


@pytest.mark.parametrize(("year", "percent"), [(2013, "2.1"), (2037, "2.1"), (2038, "0")])
def test_the_surtax_ends_with_2037(year: int, percent: str) -> None:
    assert premium_deduction.reconstruction_percent(year=year) == Fraction(percent)


def test_the_surtax_from_2027_on_is_marked_as_unknown() -> None:
    versions = parameters.table("kyosai.schemes.tax", "surtax")["version"]

    assert {row["since"].year: row.get("certainty") for row in versions} == {
        2013: None,
        2027: "unknown",
        2038: None,
    }


@given(INCOMES, st.integers(1, 480))
def test_no_withholding_with_a_declaration_exceeds_the_one_without(
    lump_sum: Yen, months: int
) -> None:
    on = date(YEAR, 10, 1)
    declared = retirement_income.withheld_with_declaration(
        lump_sum, months_paid=months, declared=Declared(), on=on
    )

    whole = retirement_income.withheld_without_declaration(lump_sum, on=on)

    assert declared.national <= whole or lump_sum > Yen(15_000_000)
    assert declared.municipal.amount % 100 == declared.prefectural.amount % 100 == 0


@given(INCOMES, INCOMES, st.integers(61, 480))
def test_two_payments_of_a_year_bear_the_tax_of_one(one: Yen, other: Yen, months: int) -> None:
    on = date(YEAR, 10, 1)
    first = retirement_income.withheld_with_declaration(
        one, months_paid=months, declared=Declared(), on=on
    )
    this_year = ThisYear(paid=one, withheld=first, months_shared=months)
    second = retirement_income.withheld_with_declaration(
        other, months_paid=months, declared=Declared(this_year=this_year), on=on
    )
    both = retirement_income.withheld_with_declaration(
        one + other, months_paid=months, declared=Declared(), on=on
    )

    assert first.national + second.national == both.national
    assert first.municipal + second.municipal == both.municipal
    assert first.prefectural + second.prefectural == both.prefectural


@given(st.integers(0, 20_000_000).map(Yen))
def test_a_larger_pension_never_leaves_less_income(pension: Yen) -> None:
    facts: dict[str, Any] = {"other_income": Yen(0), "born_on": date(1970, 1, 1), "year": YEAR}

    less = public_pension.public_pension_income(pension, **facts)
    more = public_pension.public_pension_income(pension + Yen(1), **facts)

    assert Yen(0) <= less <= more <= less + Yen(1)


@pytest.mark.parametrize(
    ("refused", "rule"),
    [
        (NoMonths, lambda: retirement_deduction.years_counted(0)),
        (
            ImpossibleIncome,
            lambda: retirement_income.withheld_without_declaration(Yen(-1), on=date(YEAR, 1, 1)),
        ),
        (ImpossibleIncome, lambda: ThisYear(paid=Yen(-1), withheld=Withholding())),
        (
            ImpossibleMonths,
            lambda: ThisYear(paid=Yen(1), withheld=Withholding(), months_apart=-1),
        ),
        (
            BackwardSpan,
            lambda: Earlier(
                received_on=date(YEAR, 1, 1),
                income=Yen(1),
                first=Month(2026, 2),
                last=Month(2026, 1),
            ),
        ),
        (other_income.LessThanNothing, lambda: other_income.occasional_income(Yen(-1))),
        (
            reports_due.LessThanNothing,
            lambda: reports_due.report_due(
                reports_due.Report.PENSION_SLIP, yen=Yen(-1), paid_on=date(YEAR, 1, 1)
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    refused: type[Refused], rule: Callable[[], object]
) -> None:
    with pytest.raises(refused) as found:
        rule()

    assert found.value.field
    assert found.value.reason.endswith("ください。")


def test_short_and_general_payments_with_an_overlap_go_to_the_tax_office() -> None:
    this_year = ThisYear(paid=Yen(20_000_000), withheld=Withholding(), months_shared=60)
    with pytest.raises(BothBefore, match="税務署"):
        retirement_income.withheld_with_declaration(
            Yen(4_000_000),
            months_paid=60,
            declared=Declared(overlapping_years=1, this_year=this_year),
            on=date(YEAR, 10, 1),
        )


def test_a_retirement_deduction_before_the_figures_known_here_raises() -> None:
    with pytest.raises(NotYetInForce):
        retirement_deduction.retirement_deduction(10, on=date(2021, 12, 31))


@pytest.mark.parametrize("on", [date(2022, 1, 1), date(2023, 12, 31), date(2036, 2, 29)])
def test_withholding_is_known_for_every_year_since_2022(on: date) -> None:
    found = retirement_income.withheld_with_declaration(
        Yen(10_000_000), months_paid=120, declared=Declared(), on=on
    )

    assert found.national == Yen(206_752)


def test_a_slip_is_made_twice_and_a_report_once() -> None:
    assert reports_due.copies(reports_due.Report.RETIREMENT_SLIP) == 2
    assert reports_due.copies(reports_due.Report.SURVIVOR_REPORT) == 1

"""支給の税 — the examples of retirement, occasional and pension income, reports, inheritance."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax import (
    inheritance,
    other_income,
    public_pension,
    reports_due,
    retirement_deduction,
    retirement_income,
    retirement_overlap,
)
from kyosai.schemes.tax.retirement_income import Declared, ThisYear, Withholding
from kyosai.schemes.tax.retirement_overlap import Earlier
from tests.law.examples import examples

TODAY = date(2026, 10, 1)
Rule = Callable[[], object]


def told(rule: Rule, example: dict[str, Any], *, found: object) -> None:
    """Insist on what an example says: the result, or the refusal with its Japanese reason."""
    if "refused" in example:
        with pytest.raises(Refused) as refused:
            rule()
        assert type(refused.value).__name__ == example["refused"]
        assert refused.value.field
        assert refused.value.reason.endswith("。")
    else:
        assert rule() == found


def withholding(row: dict[str, Any]) -> Withholding:
    return Withholding(*(Yen(row[name]) for name in ("national", "municipal", "prefectural")))


@pytest.mark.parametrize("example", examples("tax/retirement_income"))
def test_withholding_with_a_declaration(example: dict[str, Any]) -> None:
    is_disabled = example.get("is_disabled", False)
    years = retirement_deduction.years_counted(example["months_paid"])
    deduction = retirement_deduction.retirement_deduction(years, on=TODAY, is_disabled=is_disabled)

    found = retirement_income.withheld_with_declaration(
        Yen(example["benefit"]),
        months_paid=example["months_paid"],
        declared=Declared(is_disabled=is_disabled),
        on=TODAY,
    )

    assert (years, deduction) == (example["years"], Yen(example["deduction"]))
    assert retirement_deduction.taxable_retirement_income(
        Yen(example["benefit"]), deduction=deduction, years=years, on=TODAY
    ) == Yen(example["taxable"])
    assert found == withholding(example)


@pytest.mark.parametrize("example", examples("tax/retirement_income", "undeclared"))
def test_without_a_declaration_the_whole_is_taxed(example: dict[str, Any]) -> None:
    found = retirement_income.withheld_without_declaration(
        Yen(example["benefit"]), on=example["on"]
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tax/retirement_income", "same_year"))
def test_two_payments_of_a_year_are_taxed_together(example: dict[str, Any]) -> None:
    this_year = ThisYear(
        paid=Yen(example["paid"]),
        withheld=withholding(example["withheld"]),
        months_apart=example.get("months_apart", 0),
        months_shared=example.get("months_shared", 0),
        is_short=example.get("is_short", False),
    )
    facts: dict[str, Any] = {
        "months_paid": example["months_paid"],
        "declared": Declared(this_year=this_year),
        "on": TODAY,
    }

    taxable = retirement_income.taxable_of_year(Yen(example["benefit"]), **facts)
    found = retirement_income.withheld_with_declaration(Yen(example["benefit"]), **facts)

    assert taxable == Yen(example["taxable"])
    assert found == withholding(example)


def earlier(row: dict[str, Any]) -> Earlier:
    return Earlier(
        received_on=row["received_on"],
        income=Yen(row.get("income", 0)),
        first=Month.parse(row.get("first", "2000-04")),
        last=Month.parse(row.get("last", "2020-03")),
        is_dc=row.get("was_dc", False),
    )


@pytest.mark.parametrize("example", examples("tax/retirement_overlap", "looks_back"))
def test_how_far_back_other_payments_count(example: dict[str, Any]) -> None:
    def is_looked_at() -> bool:
        return retirement_overlap.is_looked_at(
            earlier(example), on=example["on"], is_dc=example.get("is_dc", False)
        )

    told(is_looked_at, example, found=example.get("is_looked_at"))


@pytest.mark.parametrize("example", examples("tax/retirement_overlap", "overlap"))
def test_years_that_counted_before(example: dict[str, Any]) -> None:
    def years() -> int:
        return retirement_overlap.overlapping_years(
            [earlier(row) for row in example["earlier"]],
            first=Month.parse(example["first"]),
            last=Month.parse(example["last"]),
            on=example["on"],
            stopped=[Month.parse(month) for month in example.get("stopped", [])],
        )

    told(years, example, found=example.get("years"))


@pytest.mark.parametrize("example", examples("tax/retirement_overlap", "deduction"))
def test_deduction_left_by_an_overlap(example: dict[str, Any]) -> None:
    def deduction() -> Yen:
        return retirement_deduction.retirement_deduction(
            example["years"],
            on=TODAY,
            overlapping_years=example["overlapping_years"],
            is_disabled=example.get("is_disabled", False),
        )

    told(deduction, example, found=Yen(example.get("yen", 0)))


@pytest.mark.parametrize("example", examples("tax/other_income", "instalment"))
def test_withholding_from_an_instalment(example: dict[str, Any]) -> None:
    found = other_income.withheld_from_instalment(Yen(example["yen"]), on=example.get("on", TODAY))

    assert found == Yen(example["withheld"])


@pytest.mark.parametrize("example", examples("tax/other_income", "occasional"))
def test_occasional_income(example: dict[str, Any]) -> None:
    income = other_income.occasional_income(
        Yen(example["yen"]), others=Yen(example.get("others", 0))
    )

    assert income == Yen(example["income"])
    assert other_income.counted_in_total_income(income) == Yen(example["counted"])


@pytest.mark.parametrize("example", examples("tax/other_income", "pension"))
def test_public_pension(example: dict[str, Any]) -> None:
    facts: dict[str, Any] = {
        "other_income": Yen(example["other_income"]),
        "born_on": example.get("born_on", date(1965, 6, 1)),
        "year": 2026,
    }

    def figures() -> tuple[Yen, Yen]:
        return (
            public_pension.public_pension_deduction(Yen(example["yen"]), **facts),
            public_pension.public_pension_income(Yen(example["yen"]), **facts),
        )

    expected = tuple(Yen(example.get(name, 0)) for name in ("deduction", "income"))
    told(figures, example, found=expected)


@pytest.mark.parametrize("example", examples("tax/reports", "report"))
def test_reports_a_payment_makes_due(example: dict[str, Any]) -> None:
    due = reports_due.report_due(
        reports_due.Report.of(example["report"]),
        yen=Yen(example["yen"]),
        paid_on=example["paid_on"],
    )

    assert due == example.get("due")


@pytest.mark.parametrize("example", examples("tax/reports", "handed_over"))
def test_day_by_which_tax_is_handed_over(example: dict[str, Any]) -> None:
    assert reports_due.tax_handed_over_by(example["paid_on"]) == example["due"]


@pytest.mark.parametrize("example", examples("tax/reports", "inherited"))
def test_what_counts_as_inherited(example: dict[str, Any]) -> None:
    def taxed() -> Yen:
        return inheritance.counted_as_inherited(
            Yen(example["received"]),
            by_all_heirs=Yen(example["by_all_heirs"]),
            heirs=example["heirs"],
            is_heir=example.get("is_heir", True),
            died_on=TODAY,
        )

    told(taxed, example, found=Yen(example.get("taxed", 0)))

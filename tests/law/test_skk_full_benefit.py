"""共済金の全額 — the examples of skk/full_benefit.toml and skk/old_contracts.toml."""

from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.additional import additional_rate, open_years
from kyosai.schemes.skk.full_benefit.amounts import amount_of_tier, second_kind_amount
from kyosai.schemes.skk.full_benefit.benefit_due import (
    benefit_due,
    benefit_of,
    cancellation_due,
    cancellation_of,
)
from kyosai.schemes.skk.full_benefit.differences import difference_then, mixed_rate
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch, bands, paid_in
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.law.examples import examples


def history(example: dict[str, Any]) -> list[PaidStretch]:
    return [
        PaidStretch(Month.parse(row["first"]), Stretch(Yen(row["yen"]), row["months"]))
        for row in example["history"]
    ]


@pytest.mark.parametrize("example", examples("skk/full_benefit", "dated"))
def test_benefit_of_a_dated_history(example: dict[str, Any]) -> None:
    kind, event = Kind.of(example["kind"]), Month.parse(example["event"])

    yen = benefit_due(kind, history=history(example), event=event)

    assert yen == Yen(example["yen"])
    if "open_years" in example:
        years = open_years(paid_in(history(example)), event=event)
        assert list(years) == example["open_years"]


@pytest.mark.parametrize("example", examples("skk/full_benefit", "rate"))
def test_the_rate_of_a_year_multiplies_the_supposed_benefit(example: dict[str, Any]) -> None:
    assert example["supposed"] * additional_rate(example["year"]) == example["yen"]


@pytest.mark.parametrize("example", examples("skk/old_contracts", "base"))
def test_tables_and_differences_of_an_old_contract(example: dict[str, Any]) -> None:
    kind, paid = Kind.of(example["kind"]), bands(history(example))

    tiers = [amount_of_tier(kind, band=band, months=len(band.months)) * band.tiers for band in paid]

    assert int(sum(tiers) + Fraction(1, 2)) == example["yen"]


@pytest.mark.parametrize("example", examples("skk/old_contracts", "cancelled"))
def test_cancelling_an_old_contract(example: dict[str, Any]) -> None:
    paid = paid_in(history(example), is_second_kind=example.get("is_second_kind", False))

    assert [mixed_rate(band) for band in paid.bands] == [Fraction(example["rate"])]
    assert cancellation_of(paid, event=paid.last) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/old_contracts", "second_kind"))
def test_benefit_of_a_second_kind_contract(example: dict[str, Any]) -> None:
    paid = paid_in(history(example), is_second_kind=True)

    yen = benefit_of(Kind.of(example["kind"]), paid=paid, event=Month.parse(example["event"]))

    assert yen == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/old_contracts", "table_four"))
def test_a_row_of_the_second_kinds_table(example: dict[str, Any]) -> None:
    found = second_kind_amount(Kind.of(example["kind"]), months=example["months"])

    assert found == example["yen"]


@pytest.mark.parametrize("example", examples("skk/old_contracts", "difference"))
def test_a_row_of_the_differences(example: dict[str, Any]) -> None:
    found = difference_then(
        Kind.of(example["kind"]),
        year=example["year"],
        months=example["months"],
        is_second_kind=example.get("is_second_kind", False),
    )

    assert found == example["yen"]


def test_before_fiscal_1996_there_was_no_rate() -> None:
    with pytest.raises(NotYetInForce):
        additional_rate(1995)


@pytest.mark.parametrize("kind", Kind)
def test_an_event_before_april_2004_is_settled_by_tables_no_longer_in_force(kind: Kind) -> None:
    paid = [PaidStretch(Month(1990, 4), Stretch(Yen(10_000), 120))]

    with pytest.raises(NotYetInForce):
        benefit_due(kind, history=paid, event=Month(2004, 3))
    with pytest.raises(NotYetInForce):
        cancellation_due(paid)
    assert cancellation_due(paid, event=Month(2004, 4)) > Yen(0)

"""掛金の請求 — the examples of billing.toml, asked of either Act in the same words."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes import both
from tests.law.examples import examples

ON = date(2027, 6, 28)


@pytest.mark.parametrize("example", examples("billing", "due"))
def test_last_day_in_time(example: dict[str, Any]) -> None:
    month, formed_on = Month.parse(example["month"]), example["formed_on"]

    due_on = both.rules_for(example["scheme"]).due_on(month, formed_on=formed_on)

    assert due_on == example["due_on"]
    distance = min(2, month - Month.of(formed_on))
    assert both.due_days(example["scheme"], month)[distance] == due_on


@pytest.mark.parametrize("example", examples("billing", "rebilled"))
def test_asked_again(example: dict[str, Any]) -> None:
    asked_in = both.rules_for(example["scheme"]).rebilled_in(
        Month.parse(example["failed"]), debited_in=Month.parse(example["debited_in"]), on=ON
    )

    assert str(asked_in) == example["asked_in"]


@pytest.mark.parametrize("example", examples("billing", "kept"))
def test_what_is_left_of_a_failed_prepayment(example: dict[str, Any]) -> None:
    last = both.rules_for(example["scheme"]).last_kept(
        debited_in=Month.parse(example["debited_in"]), on=ON
    )

    assert str(last) == example["last_kept"]


@pytest.mark.parametrize("example", examples("billing", "surcharge"))
def test_surcharged(example: dict[str, Any]) -> None:
    rules = both.rules_for(example["scheme"])

    assert rules.is_surcharged(example["failures"], on=ON) == example["is_surcharged"]


@pytest.mark.parametrize("example", examples("billing", "ground"))
def test_ground_for_cancellation(example: dict[str, Any]) -> None:
    rules = both.rules_for(example["scheme"])

    assert rules.is_ground_for_cancellation(example["unpaid"], on=ON) == example["is_ground"]


@pytest.mark.parametrize(
    ("scheme", "ceiling", "payable"), [("skk", None, 70_000), ("tosanboshi", 8_000_000, 50_000)]
)
def test_what_a_month_may_take_below_the_ceiling(
    scheme: str, ceiling: int | None, payable: int
) -> None:
    rules = both.rules_for(scheme)

    most = rules.ceiling(on=ON)
    taken = rules.payable(Yen(70_000), net_premium_total=Yen(7_950_000), on=ON)

    assert (most.amount if most else None) == ceiling
    assert taken == Yen(payable)


@pytest.mark.parametrize("scheme", both.SCHEMES)
def test_a_month_paid_late_costs_a_hundredth_for_each_whole_month(scheme: str) -> None:
    more = both.rules_for(scheme).premium_surcharge(
        Yen(10_000), due_on=date(2027, 6, 30), paid_on=date(2027, 10, 27)
    )

    assert more == Yen(300)


@pytest.mark.parametrize(
    ("scheme", "classes"),
    [("skk", {"monthly": 1, "half_yearly": 6, "yearly": 12}), ("tosanboshi", {"monthly": 1})],
)
def test_payment_classes(scheme: str, classes: dict[str, int]) -> None:
    assert both.rules_for(scheme).payment_classes(on=ON) == classes


@pytest.mark.parametrize("scheme", both.SCHEMES)
def test_months_owed_run_from_the_month_of_effect_to_that_of_the_last_day(scheme: str) -> None:
    owed = both.rules_for(scheme).months_owed(
        formed_on=date(2026, 11, 30), last_on=date(2027, 1, 1)
    )

    assert [str(month) for month in owed] == ["2026-11", "2026-12", "2027-01"]

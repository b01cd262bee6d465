"""小規模企業共済の掛金 — the examples of changes, holidays, deferrals, arrears and prepayments."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes import premium_payment
from kyosai.schemes.premium_payment import Act, Settlement
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.premiums import (
    changes,
    deferral,
    frequency,
    holidays,
    legacy_calendar,
    unpaid,
)
from kyosai.schemes.skk.premiums.changes import Change, Course, Difference
from kyosai.schemes.skk.premiums.legacy_calendar import FirstDebit
from tests.law.examples import examples

APPLIED_ON = date(2026, 10, 1)
SKK = Act.SKK


def course(example: dict[str, Any]) -> Course:
    made = [Change(row["on"], Yen(row["yen"])) for row in example.get("changes", [])]
    return Course(example["formed_on"], Yen(example["at_first"]), tuple(made))


def months(texts: list[str]) -> tuple[Month, ...]:
    return tuple(Month.parse(text) for text in texts)


def refusal(rule: Callable[[], object]) -> str:
    """Return the name of the refusal, which says in Japanese what to do next."""
    with pytest.raises(Refused) as refused:
        rule()
    assert refused.value.field
    assert refused.value.reason.endswith("。")
    return type(refused.value).__name__


@pytest.mark.parametrize("example", examples("skk/premium_change", "owed"))
def test_premium_of_a_month(example: dict[str, Any]) -> None:
    def owed() -> Yen:
        return changes.premium_of(
            course(example),
            month=Month.parse(example["month"]),
            ended_on=example.get("ended_on"),
        )

    if "refused" in example:
        assert refusal(owed) == example["refused"]
    else:
        assert owed() == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/premium_change", "change"))
def test_change_of_the_monthly_premium(example: dict[str, Any]) -> None:
    hardship = changes.Hardship.of(example["hardship"]) if "hardship" in example else None

    def changed() -> Course:
        return changes.changed(
            course(example),
            to=Yen(example["to"]),
            applied_on=example["applied_on"],
            hardship=hardship,
        )

    if "refused" in example:
        assert refusal(changed) == example["refused"]
    else:
        assert changed().on(example["applied_on"]) == Yen(example["to"])
        assert len(changed().changes) == len(course(example).changes) + 1


@pytest.mark.parametrize("example", examples("skk/premium_change", "five_hundred"))
def test_five_hundred_yen_contracts(example: dict[str, Any]) -> None:
    may_stay = changes.may_stay_below_minimum(course(example), on=APPLIED_ON)

    assert may_stay is example["may_stay"]


@pytest.mark.parametrize("example", examples("skk/premium_change", "difference"))
def test_difference_after_a_change(example: dict[str, Any]) -> None:
    asked = {Month.parse(month): Yen(yen) for month, yen in example["asked"].items()}

    found = changes.difference_owed(course(example), asked=asked)

    assert found == Difference(Yen(example["to_pay"]), Yen(example["too_much"]))


@pytest.mark.parametrize("example", examples("skk/premium_holiday"))
def test_premium_holiday(example: dict[str, Any]) -> None:
    def stopped() -> tuple[Month, ...]:
        return holidays.premium_holiday(
            holidays.Reason.of(example["reason"]),
            first=Month.parse(example["first"]),
            term=example["term"],
            applied_on=APPLIED_ON,
            is_very_difficult=example.get("is_very_difficult", True),
            paid=months(example.get("paid", [])),
            stopped=months(example.get("stopped", [])),
        )

    if "refused" in example:
        assert refusal(stopped) == example["refused"]
    else:
        assert stopped() == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/premium_holiday", "owed"))
def test_months_owed_around_a_premium_holiday(example: dict[str, Any]) -> None:
    def owed() -> tuple[Month, ...]:
        return premium.months_owed(
            formed_on=example["formed_on"],
            last_on=example["last_on"],
            stopped=months(example.get("stopped", [])),
        )

    if "refused" in example:
        assert refusal(owed) == example["refused"]
    else:
        assert owed() == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/deferral"))
def test_deferral(example: dict[str, Any]) -> None:
    def deferred() -> date:
        return deferral.deferred(
            example["due_on"],
            until=example["until"],
            applied_on=example["applied_on"],
            cause=deferral.Cause.of(example["cause"]),
            is_unable=example.get("is_unable", True),
        )

    if "refused" in example:
        assert refusal(deferred) == example["refused"]
    else:
        assert deferred() == example["found"]


@pytest.mark.parametrize("example", examples("skk/unpaid", "arrears"))
def test_months_in_arrears(example: dict[str, Any]) -> None:
    put_off = {Month.parse(month): day for month, day in example.get("deferred", {}).items()}

    found = unpaid.arrears(
        months(example["owed"]),
        paid=months(example.get("paid", [])),
        formed_on=example["formed_on"],
        on=example["on"],
        deferrals=put_off,
    )

    assert found == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/unpaid", "cancellation"))
def test_grounds_for_cancellation(example: dict[str, Any]) -> None:
    first = Month.of(example["on"]) + -24
    missing = [first + distance for distance in range(example["unpaid"])]
    excused = {
        month: unpaid.JustReason.of(example["reason"])
        for month in missing[: example.get("excused", 0)]
    }

    found = unpaid.grounds_for_cancellation(
        missing,
        on=example["on"],
        excused=excused,
        has_defrauded=example.get("has_defrauded", False),
    )

    assert [ground.key for ground in found] == example["grounds"]


def plan(example: dict[str, Any]) -> frequency.PaymentPlan:
    return frequency.PaymentPlan(
        frequency.Frequency(example["frequency"]),
        example["designated"],
        Month.parse(example["since"]),
    )


@pytest.mark.parametrize("example", examples("skk/payment_plan", "taken"))
def test_months_a_regular_debit_takes(example: dict[str, Any]) -> None:
    taken = frequency.months_taken(
        Month.parse(example["month"]),
        plan=plan(example),
        failed=months(example.get("failed", [])),
    )

    assert taken == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/payment_plan", "asked"))
def test_months_asked_of_who_pays_yearly(example: dict[str, Any]) -> None:
    asked = frequency.asked_in(
        Month.parse(example["month"]),
        plan=plan(example),
        unpaid=months(example["unpaid"]),
        on=APPLIED_ON,
        failed=months(example.get("failed", [])),
    )

    assert asked == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/legacy_calendar", "received_by"))
def test_cut_off_of_a_month(example: dict[str, Any]) -> None:
    assert legacy_calendar.received_by(Month.parse(example["month"])) == example["day"]


@pytest.mark.parametrize("example", examples("skk/legacy_calendar", "reflected"))
def test_first_month_papers_count_for(example: dict[str, Any]) -> None:
    found = legacy_calendar.reflected_from(example["received_on"])

    assert found == Month.parse(example["month"])


@pytest.mark.parametrize("example", examples("skk/legacy_calendar", "first_debit"))
def test_first_debit_of_three_months(example: dict[str, Any]) -> None:
    found = legacy_calendar.first_debit(applied_on=example["applied_on"])

    assert found == FirstDebit(example["debit_on"], months(example["months"]))


@pytest.mark.parametrize("example", examples("skk/prepayment", "discount"))
def test_prepayment_discount(example: dict[str, Any]) -> None:
    first = Month.parse(example["first"])

    found = premium_payment.prepayment_discount(
        Yen(example["monthly_premium"]),
        months=span(first, first + (example["months"] - 1)),
        paid_on=example["paid_on"],
        act=SKK,
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/prepayment", "ahead"))
def test_months_paid_ahead(example: dict[str, Any]) -> None:
    found = premium_payment.months_ahead(
        Month.parse(example["month"]), paid_on=example["paid_on"], act=SKK
    )

    assert found == example["months"]


@pytest.mark.parametrize("example", examples("skk/prepayment", "settlement"))
def test_settlement_of_discounts(example: dict[str, Any]) -> None:
    found = premium_payment.settlement(
        Yen(example["accrued"]), counted_on=example["counted_on"], act=SKK
    )

    assert found == Settlement(
        Yen(example["paid"]), Yen(example["carried"]), Month.parse(example["paid_in"])
    )


@pytest.mark.parametrize("example", examples("skk/prepayment", "counted"))
def test_day_a_discount_is_counted(example: dict[str, Any]) -> None:
    assert premium_payment.counted_on(example["paid_on"]) == example["day"]


@pytest.mark.parametrize("example", examples("skk/surcharge"))
def test_premium_surcharge(example: dict[str, Any]) -> None:
    found = premium_payment.premium_surcharge(
        Yen(example["monthly_premium"]),
        due_on=example["due_on"],
        paid_on=example["paid_on"],
        act=SKK,
        is_first_rebilling=example.get("is_first_rebilling", False),
    )

    assert found == Yen(example["yen"])

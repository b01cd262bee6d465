"""小規模企業共済 — the examples of skk/*.toml."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.tokyo import TOKYO
from kyosai.schemes.clocks import channels
from kyosai.schemes.skk import (
    benefit,
    cancellation,
    eligibility,
    premium,
    questionnaire,
    trades,
)
from kyosai.schemes.skk.debit_plan import debit_plan
from kyosai.schemes.skk.eligibility import Applicant, Capacity, Trade
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.law.examples import examples

APPLIED_ON = date(2026, 10, 1)


def history(example: dict[str, Any]) -> list[Stretch]:
    return [Stretch(Yen(row["yen"]), row["months"]) for row in example["history"]]


def months(texts: list[str]) -> tuple[Month, ...]:
    return tuple(Month.parse(text) for text in texts)


def in_ten_thousands(yen: Yen) -> int:
    return (yen.amount + 5_000) // 10_000


@pytest.mark.parametrize("example", examples("skk/benefit"))
def test_basic_benefit(example: dict[str, Any]) -> None:
    kind = benefit.Kind.of(example["kind"])

    yen = benefit.basic_benefit(kind, history=history(example))

    if "yen" in example:
        assert yen == Yen(example["yen"])
    else:
        assert in_ten_thousands(yen) == example["in_ten_thousands"]


@pytest.mark.parametrize("example", examples("skk/cancellation"))
def test_cancellation_allowance(example: dict[str, Any]) -> None:
    yen = cancellation.cancellation_allowance(history(example))

    if "yen" in example:
        assert yen == Yen(example["yen"])
    else:
        assert in_ten_thousands(yen) == example["in_ten_thousands"]


@pytest.mark.parametrize("example", examples("skk/cancellation", "page"))
def test_cancellation_allowance_as_the_page_reads(example: dict[str, Any]) -> None:
    yen = cancellation.cancellation_allowance(history(example), by_page=True)

    assert yen == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/cancellation", "rate"))
def test_cancellation_rate(example: dict[str, Any]) -> None:
    assert cancellation.rate(example["months"]) * 100 == Fraction(example["percent"])


@pytest.mark.parametrize("example", examples("skk/premium", "range"))
def test_range_of_the_monthly_premium(example: dict[str, Any]) -> None:
    if "refused" in example:
        with pytest.raises(getattr(premium, example["refused"])):
            premium.monthly_premium(example["yen"], on=APPLIED_ON)
    else:
        allowed = premium.monthly_premium(example["yen"], on=APPLIED_ON)
        assert allowed == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/premium", "due"))
def test_due_date(example: dict[str, Any]) -> None:
    due_on = premium.due_on(Month.parse(example["month"]), formed_on=example["formed_on"])

    assert due_on == example["due_on"]


@pytest.mark.parametrize("example", examples("skk/premium", "owed"))
def test_months_owed(example: dict[str, Any]) -> None:
    owed = premium.months_owed(formed_on=example["formed_on"], last_on=example["last_on"])

    assert owed == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/premium", "first_debit"))
def test_months_of_the_first_debit(example: dict[str, Any]) -> None:
    taken = premium.taken_by_first_debit(
        applied_on=example["applied_on"], debit_month=Month.parse(example["debit_month"])
    )

    assert taken == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/premium", "rebilled"))
def test_month_of_rebilling(example: dict[str, Any]) -> None:
    again = premium.rebilled_in(Month.parse(example["failed"]), on=APPLIED_ON)

    assert again == Month.parse(example["again"])


@pytest.mark.parametrize("example", examples("skk/premium", "asked"))
def test_months_one_debit_asks_for(example: dict[str, Any]) -> None:
    asked = premium.asked_in(
        Month.parse(example["month"]), unpaid=months(example["unpaid"]), on=APPLIED_ON
    )

    assert asked == months(example["months"])


@pytest.mark.parametrize("example", examples("skk/debit_plan"))
def test_debit_plan_and_deduction(example: dict[str, Any]) -> None:
    extended = example.get("extended")
    extensions = {(example["channel"], extended["on"]): extended["to"]} if extended else {}

    plan = debit_plan(
        applied_at=example["applied_at"].replace(tzinfo=TOKYO),
        channel=channels.channel(example["channel"], scheme="skk"),
        monthly_premium=Yen(example["monthly_premium"]),
        extensions=extensions,
    )

    assert [
        {"on": debit.cycle.debit_on, "months": len(debit.months), "yen": debit.yen.amount}
        for debit in plan.debits
    ] == example["debits"]
    assert plan.deduction == Yen(example["deduction"])


@pytest.mark.parametrize("example", examples("skk/eligibility"))
def test_may_join(example: dict[str, Any]) -> None:
    verdict = questionnaire.verdict(example["answers"], on=APPLIED_ON)

    assert len(example["answers"]) <= 7
    assert verdict.may_join is example["may_join"]
    assert verdict.needs_a_person is example["needs_a_person"]
    assert verdict.ground == example["ground"]
    assert verdict.version == "2014-04-01"


@pytest.mark.parametrize("example", examples("skk/eligibility", "finding"))
def test_finding(example: dict[str, Any]) -> None:
    usual = {
        "applied_on": APPLIED_ON,
        "capacity": "sole_proprietor",
        "trade": "services",
        "employees": 0,
    }
    facts = usual | example["facts"]
    facts["capacity"] = Capacity.of(facts["capacity"])
    facts["trade"] = Trade.of(facts["trade"])

    found = eligibility.findings(Applicant(**facts))

    expected = [(example["key"], example["is_refusal"])] if "key" in example else []
    assert [(finding.key, finding.is_refusal) for finding in found] == expected


@pytest.mark.parametrize("example", examples("skk/eligibility", "employees"))
def test_regular_employees(example: dict[str, Any]) -> None:
    people = example["people"]
    others = {name: count for name, count in people.items() if name != "everybody"}

    if "refused" in example:
        with pytest.raises(getattr(trades, example["refused"])):
            eligibility.regular_employees(people["everybody"], on=APPLIED_ON, **others)
    else:
        found = eligibility.regular_employees(people["everybody"], on=APPLIED_ON, **others)
        assert found == example["counted"]


def test_an_accepted_contract_has_effect_from_its_application() -> None:
    """法6条."""
    assert eligibility.effective_on(APPLIED_ON) == APPLIED_ON


def test_nobody_has_fewer_employees_than_none() -> None:
    applicant = Applicant(
        applied_on=APPLIED_ON, capacity=Capacity.SOLE_PROPRIETOR, trade=Trade.RETAIL, employees=-1
    )

    with pytest.raises(trades.ImpossibleCount):
        eligibility.findings(applicant)


def test_nothing_before_the_first_version_of_the_limits_answers() -> None:
    applicant = Applicant(
        applied_on=date(2010, 12, 31),
        capacity=Capacity.SOLE_PROPRIETOR,
        trade=Trade.RETAIL,
        employees=0,
    )

    with pytest.raises(NotYetInForce):
        eligibility.findings(applicant)

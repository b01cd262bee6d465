"""加入・承継・取引先の倒産 — who may join or follow, and what counts as a failure."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi import customer_failure, eligibility, impossible, succession
from kyosai.schemes.tosanboshi.customer_failure import Event, Failure, Notice, Sender
from kyosai.schemes.tosanboshi.eligibility import Applicant, Finding, Past
from kyosai.schemes.tosanboshi.loan import offsets
from kyosai.schemes.tosanboshi.loan.offsets import Outstanding
from kyosai.schemes.tosanboshi.succession import Standing, Successor
from kyosai.schemes.tosanboshi.trades import Enterprise, Form, Trade
from tests.law.examples import examples
from tests.law.telling import given, told

__all__ = ["told"]

TODAY = date(2026, 10, 1)
CEILING = Yen(8_000_000)


def enterprise(example: dict[str, Any]) -> Enterprise:
    return Enterprise(
        form=Form.of(example.get("form", "company")),
        trade=Trade.of(example.get("trade", "manufacturing")),
        employees=example.get("employees", 10),
        capital=Yen(example["capital"]) if "capital" in example else None,
        **given(example, "does_joint_business"),
    )


def past(example: dict[str, Any]) -> Past:
    facts = example.get("past", {})
    due = {name: tuple(days) for name, days in facts.items() if name == "unpaid_taxes_due_on"}
    return Past(**(facts | due))


def split(found: tuple[Finding, ...]) -> tuple[list[str], list[str]]:
    """Return the keys that refuse, and those a person looks at."""
    return (
        [finding.key for finding in found if finding.is_refusal],
        [finding.key for finding in found if not finding.is_refusal],
    )


@pytest.mark.parametrize("example", examples("tosanboshi/eligibility"))
def test_findings(example: dict[str, Any]) -> None:
    applicant = Applicant(
        applied_on=example.get("applied_on", TODAY),
        enterprise=enterprise(example),
        in_business_since=example.get("in_business_since", date(2020, 4, 1)),
        past=past(example),
        **given(example, "sole_proprietor_since", "has_business_income", "is_holder"),
    )

    found = eligibility.findings(applicant)

    assert split(found) == (example["found"], example.get("looked_at", []))
    assert eligibility.may_join(found) is not bool(example["found"])
    assert all(finding.sentence.endswith("。") for finding in found)
    if "ground" in example:
        assert found[0].ground == example["ground"]


@pytest.mark.parametrize("example", examples("tosanboshi/customer_failure"))
def test_the_day_of_a_failure(example: dict[str, Any]) -> None:
    notice = None
    if "notice" in example:
        facts = example["notice"]
        notice = Notice(
            **facts | {"sender": Sender.of(facts["sender"]), "claim": Yen(facts["claim"])}
        )
    failure = Failure(
        event=Event.of(example["event"]),
        happened_on=example["happened_on"],
        notice=notice,
        institutions_percent=Fraction(example.get("institutions_percent", 100)),
        **given(example, "is_direct", "all_representatives_missing"),
    )

    if "refused" in example:
        with pytest.raises(getattr(customer_failure, example["refused"])):
            customer_failure.failed_on(failure)
    else:
        assert customer_failure.failed_on(failure) == example["happened_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/succession", "time"))
def test_a_successor_asks_in_time(example: dict[str, Any]) -> None:
    days = {name: example[name] for name in ("happened_on", "requested_on")}

    if "refused" in example:
        name = example["refused"]
        with pytest.raises(getattr(succession, name, None) or getattr(impossible, name)):
            succession.insist_on_request_in_time(**days)
    else:
        succession.insist_on_request_in_time(**days)


@pytest.mark.parametrize("example", examples("tosanboshi/succession", "successor"))
def test_who_may_follow(example: dict[str, Any]) -> None:
    successor = Successor(
        enterprise=enterprise({"capital": 400_000_000} | example),
        past=past(example),
        **given(example, "has_debts", "takes_over_debts"),
    )

    found = succession.succession_findings(successor, on=TODAY)

    assert split(found) == (example["found"], [])


def standing(row: list[Any]) -> Standing:
    since, paid, unpaid, premium, total = row
    return Standing(since, paid, unpaid, Yen(premium), Yen(total))


@pytest.mark.parametrize("example", examples("tosanboshi/succession", "merged"))
def test_two_contracts_become_one(example: dict[str, Any]) -> None:
    one, other = standing(example["one"]), standing(example["other"])

    contract, returned = succession.merged(one, other=other, ceiling=CEILING)

    months = succession.months_through(
        [one.months_paid, other.months_paid], after=example["months_after"]
    )
    assert contract == standing(example["contract"])
    assert returned == Yen(example["returned"])
    assert months == example["months_through"]


@pytest.mark.parametrize("example", examples("tosanboshi/succession", "returned"))
def test_what_goes_back_after_a_merger(example: dict[str, Any]) -> None:
    outstanding = Outstanding(*map(Yen, example["outstanding"]))

    off = offsets.taken_off(outstanding, limit=Yen(example["limit"]))

    assert offsets.paid_out(Yen(example["excess"]), offsets=[off]) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/succession", "left_out"))
def test_a_young_contract_does_not_raise_the_loan(example: dict[str, Any]) -> None:
    paid = [(since, Yen(amount)) for since, amount in example["paid"]]

    found = succession.left_out_of_loan(paid, failed_on=example["failed_on"])

    assert found == Yen(example["yen"])

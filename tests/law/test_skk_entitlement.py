"""受給権 — the examples of skk/causes.toml, skk/age.toml and skk/carry_over.toml."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.schemes.skk.entitlement import age, causes
from kyosai.schemes.skk.entitlement.causes import Due, Funding, Income
from kyosai.schemes.skk.entitlement.due import Event, entitlement
from kyosai.schemes.skk.payment import carry_over
from kyosai.schemes.skk.payment.carry_over import Ended, Kin, SamePerson, Successor
from kyosai.schemes.skk.trades import Capacity
from tests.law.examples import examples

USUAL = {
    "happened_on": date(2026, 10, 1),
    "formed_on": date(2006, 10, 1),
    "born_on": date(1980, 4, 2),
}


@pytest.mark.parametrize("example", examples("skk/causes"))
def test_what_is_due(example: dict[str, Any]) -> None:
    dates = {name: example.get(name, usual) for name, usual in USUAL.items()}
    funding = example.get("funding")
    event = Event(
        cause=causes.cause(example["cause"]),
        capacity=Capacity.of(example["capacity"]),
        is_second_kind=example.get("is_second_kind", False),
        funding=Funding.of(funding) if funding else None,
        **dates,
    )

    found = entitlement(event, months_paid=example.get("months", 240))

    assert found.due is Due.of(example["due"])
    assert found.months_needed == example["months_needed"]
    assert found.at_once is (Income.of(example["at_once"]) if "at_once" in example else None)
    assert found.divided is (Income.of(example["divided"]) if "divided" in example else None)
    assert bool(found.why_nothing) is (found.due is Due.NOTHING)


@pytest.mark.parametrize("example", examples("skk/age"))
def test_age(example: dict[str, Any]) -> None:
    assert age.age_on(example["born_on"], on=example["on"]) == example["age"]


@pytest.mark.parametrize("example", examples("skk/carry_over", "same_person"))
def test_who_may_carry_months_over(example: dict[str, Any]) -> None:
    facts = example["facts"]
    person = SamePerson(**(facts | {"ended": Ended[facts["ended"].upper()]}))

    if "refused" in example:
        with pytest.raises(getattr(carry_over, example["refused"])):
            carry_over.insist_on_same_person(person)
    else:
        carry_over.insist_on_same_person(person)


@pytest.mark.parametrize("example", examples("skk/carry_over", "successor"))
def test_which_successor_may_carry_months_over(example: dict[str, Any]) -> None:
    facts = example["facts"]
    successor = Successor(**(facts | {"kin": Kin[facts["kin"].upper()]}))

    if "refused" in example:
        with pytest.raises(getattr(carry_over, example["refused"])):
            carry_over.insist_on_successor(successor)
    else:
        carry_over.insist_on_successor(successor)


@pytest.mark.parametrize("example", examples("skk/carry_over", "months"))
def test_months_of_both_contracts_together(example: dict[str, Any]) -> None:
    found = carry_over.carried_over(tuple(example["earlier"]), later=tuple(example["later"]))

    assert found == tuple(example["together"])


def test_deemed_cancellations_before_2011_are_not_answered() -> None:
    """平成22年法律24号附則2条2項。それより前の13条1項後段は読んでいない."""
    person = SamePerson(ended=Ended.DEEMED, ended_on=date(2010, 12, 31), joined_on=date(2011, 6, 1))

    with pytest.raises(NotYetInForce):
        carry_over.insist_on_same_person(person)

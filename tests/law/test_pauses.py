"""掛止めの届出と納期延長の定め — the examples of what is stopped and what is put off."""

from typing import Any

import pytest

from kyosai.basis.refusal import Refused
from kyosai.schemes import deferral_orders
from kyosai.schemes.deferral_orders import Order, PutOff
from kyosai.schemes.tosanboshi import premium_holiday
from kyosai.schemes.tosanboshi.premium_holiday import Holiday
from tests.law.examples import examples
from tests.law.telling import given, told

__all__ = ["told"]


def sample() -> Order:
    (order,) = deferral_orders._orders()
    return order


@pytest.mark.parametrize("example", examples("deferral", "put_off"))
def test_months_an_order_puts_off(example: dict[str, Any]) -> None:
    def found() -> tuple[PutOff, ...]:
        facts = given(example, "scheme", "formed_on", "applied_on")
        return deferral_orders.put_off(sample(), is_unable=example.get("is_unable", True), **facts)

    if "refused" in example:
        with pytest.raises(Refused) as refused:
            found()
        assert type(refused.value).__name__ == example["refused"]
    else:
        assert [str(each.month) for each in found()] == example["months"]
        assert [each.due_on for each in found()] == example["due_on"]
        assert [str(each.asked_in) for each in found()] == example["asked_in"]


@pytest.mark.parametrize("example", examples("deferral", "open"))
def test_days_on_which_one_may_ask(example: dict[str, Any]) -> None:
    with_samples = example.get("with_samples", True)

    found = deferral_orders.open_orders(scheme="skk", on=example["on"], with_samples=with_samples)

    assert bool(found) is example["is_open"]


@pytest.mark.parametrize("address", ["東京都架空区見本町１丁目", "東京都架空区"])
def test_an_address_in_the_area_is_covered(address: str) -> None:
    assert sample().covers(address)


@pytest.mark.parametrize("address", ["大阪府架空市", "千葉県東京都架空区", ""])
def test_an_address_elsewhere_is_not(address: str) -> None:
    assert not sample().covers(address)


@pytest.mark.parametrize("example", examples("deferral", "notified"))
def test_notification_of_a_stop(example: dict[str, Any]) -> None:
    def insist() -> None:
        premium_holiday.insist_on_notification(
            Holiday.of(example["holiday"]),
            reasons=tuple(map(Holiday.of, example["reasons"])),
            is_stopped=example.get("is_stopped", False),
        )

    if "refused" in example:
        with pytest.raises(Refused) as refused:
            insist()
        assert type(refused.value).__name__ == example["refused"]
    else:
        insist()

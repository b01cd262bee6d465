"""中小企業倒産防止共済 — the examples of tosanboshi/*.toml."""

from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi import cancellation
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total
from tests.law.examples import examples


def premiums(example: dict[str, Any]) -> Premiums:
    return Premiums(*(Yen(example.get(name, 0)) for name in ("paid", "lent", "applied")))


@pytest.mark.parametrize("example", examples("tosanboshi/cancellation"))
def test_cancellation_allowance(example: dict[str, Any]) -> None:
    allowance = cancellation.cancellation_allowance(
        net_premium_total(premiums(example)),
        ending=Ending.of(example["ending"]),
        months_paid=example["months_paid"],
        has_special_reason=example.get("has_special_reason", False),
    )

    owed = [Yen(yen) for yen in example.get("owed", [])]
    assert cancellation.after_offset(allowance, owed=owed) == Yen(example["yen"])

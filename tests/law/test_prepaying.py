"""まとめて払う — the examples of prepaying.toml."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes import prepaying
from kyosai.schemes.payment_terms import ClassFrom
from kyosai.schemes.tax.deductible_premiums import counts_in_year
from tests.law.examples import examples

ON, DECEMBER = date(2026, 11, 25), Month(2026, 12)


def insist(example: dict[str, Any], rule: Callable[[], None]) -> None:
    """Ask a rule: it refuses as the example says, with a sentence, or says nothing."""
    if "refused" not in example:
        rule()
        return
    with pytest.raises(Refused) as refused:
        rule()
    assert type(refused.value).__name__ == example["refused"]
    assert refused.value.reason.endswith("。")


@pytest.mark.parametrize("example", examples("prepaying", "months"))
def test_months_together(example: dict[str, Any]) -> None:
    is_yearly = example.get("is_yearly", False)

    insist(
        example, lambda: prepaying.insist_on_months(example["months"], is_yearly=is_yearly, on=ON)
    )


@pytest.mark.parametrize("example", examples("prepaying", "month"))
def test_first_month(example: dict[str, Any]) -> None:
    month = Month.parse(example["month"])

    insist(example, lambda: prepaying.insist_on_month(month, first_free=DECEMBER, on=ON))


@pytest.mark.parametrize("example", examples("prepaying", "class"))
def test_payment_class(example: dict[str, Any]) -> None:
    now, wanted = (ClassFrom(DECEMBER, *example[name]) for name in ("now", "wanted"))
    scheme = example.get("scheme", "skk")

    insist(
        example,
        lambda: prepaying.insist_on_payment_class(wanted, now=now, scheme=scheme, on=ON),
    )


@pytest.mark.parametrize("example", examples("tax/deductible_premiums", "counts"))
def test_year_of_a_prepayment(example: dict[str, Any]) -> None:
    first = Month.parse(example["first"])
    months = span(first, first + (example["months"] - 1))

    assert counts_in_year(months, paid_on=example["paid_on"]) is example["counts"]

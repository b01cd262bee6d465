"""掛金・請求・終わり・権利（倒産防止共済） — the examples of tosanboshi/*.toml."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes.premium_payment import Act, prepayment_discount
from kyosai.schemes.tosanboshi import cancellation, full_repayment, impossible, premium
from kyosai.schemes.tosanboshi import premium_holiday as holiday
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.collection import cut_off, prepayment, rebilling
from kyosai.schemes.tosanboshi.collection import premium_change as change
from kyosai.schemes.tosanboshi.premium import Change
from kyosai.schemes.tosanboshi.premium_holiday import Holiday
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total
from kyosai.schemes.tosanboshi.rights import lien, prescription, restitution
from kyosai.schemes.tosanboshi.rights.prescription import Right
from kyosai.schemes.tosanboshi.rights.restitution import Received
from tests.law.examples import examples
from tests.law.telling import given, told

__all__ = ["told"]

TODAY = date(2026, 10, 1)
CEILING = Yen(8_000_000)


def premiums(example: dict[str, Any]) -> Premiums:
    return Premiums(*(Yen(example.get(name, 0)) for name in ("paid", "lent", "applied")))


def months(texts: list[str]) -> tuple[Month, ...]:
    return tuple(Month.parse(text) for text in texts)


def yen(amounts: list[int]) -> list[Yen]:
    return [Yen(amount) for amount in amounts]


def refusal(example: dict[str, Any], *modules: Any) -> type[Refused]:
    """Return the class an example names, out of the modules that may raise it."""
    return next(
        getattr(module, example["refused"])
        for module in (*modules, premium, impossible)
        if hasattr(module, example["refused"])
    )


@pytest.mark.parametrize("example", examples("tosanboshi/cancellation"))
def test_cancellation_allowance(example: dict[str, Any]) -> None:
    allowance = cancellation.cancellation_allowance(
        net_premium_total(premiums(example)),
        ending=Ending.of(example["ending"]),
        months_paid=example["months_paid"],
        **given(example, "has_special_reason"),
    )

    owed = yen(example.get("owed", []))
    assert cancellation.after_offset(allowance, owed=owed) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "range"))
def test_range_of_the_monthly_premium(example: dict[str, Any]) -> None:
    on = example.get("on", TODAY)

    if "refused" in example:
        with pytest.raises(refusal(example)):
            premium.monthly_premium(example["yen"], on=on)
    else:
        assert premium.monthly_premium(example["yen"], on=on) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "due"))
def test_due_date(example: dict[str, Any]) -> None:
    month = Month.parse(example["month"])

    assert premium.due_on(month, effective_on=example["effective_on"]) == example["due_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "owed"))
def test_months_owed(example: dict[str, Any]) -> None:
    owed = premium.months_owed(effective_on=example["effective_on"], last_on=example["last_on"])

    assert owed == months(example["months"])


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "price"))
def test_what_a_month_costs(example: dict[str, Any]) -> None:
    changes = [Change(day, Yen(amount)) for day, amount in example["changes"]]

    found = premium.premium_of(
        Month.parse(example["month"]), changes=changes, ended_on=example.get("ended_on")
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "first_debit"))
def test_first_debit(example: dict[str, Any]) -> None:
    taken = cut_off.taken_by_first_debit(example["effective_on"])

    assert taken == months(example["months"])
    assert cut_off.debit_on(taken[-1]) == example["debit_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "ceiling"))
def test_months_to_the_ceiling(example: dict[str, Any]) -> None:
    paid = Yen(example.get("paid", 0))

    found = premium.payments_to_ceiling(Yen(example["monthly"]), net_premium_total=paid, on=TODAY)

    assert found == (example["months"], Yen(example["last"]))


@pytest.mark.parametrize("example", examples("tosanboshi/premium", "payable"))
def test_what_a_month_may_take(example: dict[str, Any]) -> None:
    paid = Yen(example["paid"])

    found = premium.payable(Yen(example["monthly"]), net_premium_total=paid, on=TODAY)

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "acts_in"))
def test_the_month_a_form_acts_on(example: dict[str, Any]) -> None:
    assert cut_off.acts_in(example["received_on"]) == Month.parse(example["month"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "change"))
def test_debits_after_a_change(example: dict[str, Any]) -> None:
    found = change.debits_after_change(
        Yen(example["old"]),
        new=Yen(example["new"]),
        received_on=example["received_on"],
        months=len(example["debits"]),
    )

    assert list(found) == yen(example["debits"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "reason"))
def test_a_change_and_its_reason(example: dict[str, Any]) -> None:
    facts: dict[str, Any] = {
        "new": Yen(example["new"]),
        "on": TODAY,
        "reasons": [change.Reason.of(key) for key in example.get("reasons", [])],
        "loan_balance": Yen(example.get("loan_balance", 0)),
        "net_premium_total": Yen(example.get("net_premium_total", 0)),
        **given(example, "is_prepaid"),
    }

    if "refused" in example:
        with pytest.raises(refusal(example, change)):
            change.insist_on_change(Yen(example["old"]), **facts)
    else:
        change.insist_on_change(Yen(example["old"]), **facts)


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "discount"))
def test_prepayment_discount(example: dict[str, Any]) -> None:
    paid_on = example["paid_on"]
    ahead = span(Month.of(paid_on), Month.of(paid_on) + (example["months"] - 1))

    found = prepayment_discount(
        Yen(example["monthly"]), months=ahead, paid_on=paid_on, act=Act.TOSANBOSHI
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "paid_out"))
def test_the_discount_paid_out(example: dict[str, Any]) -> None:
    found = prepayment.discount_paid_out(
        Yen(example["gathered"]),
        on=date(2026, 6, 30),
        overdue=Yen(example.get("overdue", 0)),
        **given(example, "is_ending"),
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "rebilled"))
def test_months_one_debit_asks_for(example: dict[str, Any]) -> None:
    failed = {Month.parse(each): Month.parse(last) for each, last in example["failed"].items()}

    found = rebilling.asked_in(Month.parse(example["month"]), failed=failed)

    assert found == months(example["months"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "surcharge"))
def test_surcharge_of_a_month_asked_again(example: dict[str, Any]) -> None:
    found = rebilling.rebilling_surcharge(
        Yen(example["monthly"]),
        failures=example["failures"],
        due_on=example["due_on"],
        paid_on=example["paid_on"],
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/collection", "cancelled"))
def test_ground_for_cancellation(example: dict[str, Any]) -> None:
    cause = rebilling.Cause.of(example["cause"]) if "cause" in example else None

    found = rebilling.is_ground_for_cancellation(
        example["unpaid"], on=example.get("on", TODAY), cause=cause
    )

    assert found is example["is_ground"]


@pytest.mark.parametrize("example", examples("tosanboshi/holiday"))
def test_why_a_month_need_not_be_paid(example: dict[str, Any]) -> None:
    found = holiday.premium_holidays(
        Yen(example["total"]),
        monthly_premium=Yen(example["monthly"]),
        loan_balance=Yen(example.get("balance", 0)),
        is_in_grace=example.get("is_in_grace", False),
        ceiling=CEILING,
    )

    assert [each.key for each in found] == example["reasons"]


@pytest.mark.parametrize("example", examples("tosanboshi/holiday", "pause"))
def test_a_pause_in_the_grace(example: dict[str, Any]) -> None:
    first = Month.parse(example["first"])
    facts: dict[str, Any] = {
        "last": Month.parse(example["last"]),
        "lent_on": example["lent_on"],
        "has_compelling_reason": example.get("has_compelling_reason", True),
        **given(example, "put_off_months"),
    }

    if "refused" in example:
        with pytest.raises(refusal(example, holiday)):
            holiday.insist_on_pause_in_grace(first, **facts)
    else:
        holiday.insist_on_pause_in_grace(first, **facts)


@pytest.mark.parametrize("example", examples("tosanboshi/holiday", "resumed"))
def test_when_billing_starts_again(example: dict[str, Any]) -> None:
    found = holiday.is_resumed(
        Holiday.of(example["holiday"]),
        reasons=tuple(Holiday.of(key) for key in example["reasons"]),
        **given(example, "has_asked"),
    )

    assert found is example["is_resumed"]


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "lapse"))
def test_until_when_a_right_lasts(example: dict[str, Any]) -> None:
    right = Right.of(example["right"])

    found = prescription.lapses_after(right, claimable_on=example["claimable_on"])

    assert found == example["last_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "ended"))
def test_the_day_a_contract_ends(example: dict[str, Any]) -> None:
    found = cancellation.ended_on(
        Ending.of(example["ending"]),
        happened_on=example["happened_on"],
        told_on=example["told_on"],
    )

    assert found == example["ended_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "secured"))
def test_what_ranks_before_other_creditors(example: dict[str, Any]) -> None:
    found = lien.secured(
        premiums(example),
        ending=Ending.VOLUNTARY,
        months_paid=example["months_paid"],
        owed=yen(example["owed"]),
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "fraud"))
def test_what_fraud_has_to_give_back(example: dict[str, Any]) -> None:
    received = tuple(Received(Yen(amount), by_fraud) for amount, by_fraud in example["received"])

    assert restitution.to_be_returned(received) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "full_repayment"))
def test_full_repayment_allowance(example: dict[str, Any]) -> None:
    found = full_repayment.full_repayment_allowance(
        Yen(example["repaid"]), was_ever_late=example["was_ever_late"], on=TODAY
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/rights", "unexpired"))
def test_prepaid_months_at_the_end(example: dict[str, Any]) -> None:
    first = Month.parse(example["first"])
    prepaid = dict.fromkeys(span(first, first + (example["months"] - 1)), Yen(example["monthly"]))

    counted = prepayment.counted_by(prepaid, on=example["ended_on"])
    returned = prepayment.returned_at_end(prepaid, ended_on=example["ended_on"])

    assert counted == Yen(example["counted"])
    assert returned == Yen(example["returned"])

"""掛金の請求（倒産防止共済） — prepayment, failed debits, extensions, told one by one."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.schemes.tosanboshi import eligibility, premium
from kyosai.schemes.tosanboshi.collection import (
    cut_off,
    payment_method,
    prepayment,
    rebilling,
)
from kyosai.schemes.tosanboshi.collection import premium_change as change
from kyosai.schemes.tosanboshi.collection.payment_method import Method

OCTOBER = Month(2026, 10)


def test_a_contract_and_a_change_have_effect_from_the_day_of_application() -> None:
    """法6条・8条4項."""
    found = eligibility.effective_on(date(2026, 10, 1), accepted_on=date(2026, 11, 20))

    assert found == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("received_on", "net_premium_total", "refused"),
    [
        pytest.param(date(2026, 10, 5), 7_600_000, None, id="5日まで、余りがちょうど2か月分"),
        pytest.param(date(2026, 9, 20), 0, None, id="前の月に届いた申出"),
        pytest.param(date(2026, 10, 6), 0, prepayment.TooLateForMonth, id="6日に届いた申出は無効"),
        pytest.param(date(2026, 10, 5), 7_605_000, prepayment.NoRoom, id="余りが2か月分に足りない"),
        pytest.param(date(2026, 10, 5), 8_000_000, prepayment.NoRoom, id="上限に達している"),
    ],
)
def test_what_a_prepayment_needs(received_on: date, net_premium_total: int, refused: Any) -> None:
    facts: dict[str, Any] = {
        "months_ahead": 11,
        "received_on": received_on,
        "monthly_premium": Yen(200_000),
        "net_premium_total": Yen(net_premium_total),
    }

    if refused is None:
        prepayment.insist_on_prepayment(OCTOBER, **facts)
    else:
        with pytest.raises(refused):
            prepayment.insist_on_prepayment(OCTOBER, **facts)


def test_one_month_ahead_is_a_prepayment() -> None:
    prepayment.insist_on_prepayment(
        OCTOBER,
        months_ahead=1,
        received_on=date(2026, 10, 5),
        monthly_premium=Yen(5_000),
        net_premium_total=Yen(0),
    )


def test_a_prepayment_at_joining_counts_from_the_transfer_or_from_the_first_debit() -> None:
    """8月10日に入り、当月から12か月分: 振込みなら66月前分、10月の引き落としなら 1+2+…+9 月前分."""
    year = tuple(span(Month(2026, 8), Month(2027, 7)))
    facts: dict[str, Any] = {"months": year, "effective_on": date(2026, 8, 10)}

    transferred = prepayment.discount_at_joining(
        Yen(200_000), **facts, transferred_on=date(2026, 8, 31)
    )
    debited = prepayment.discount_at_joining(Yen(200_000), **facts)

    assert (transferred, debited) == (Yen(11_880), Yen(8_100))


def test_a_transfer_after_the_month_of_application_is_refused() -> None:
    with pytest.raises(prepayment.TooLateToTransfer):
        prepayment.discount_at_joining(
            Yen(200_000),
            months=(OCTOBER,),
            effective_on=date(2026, 8, 10),
            transferred_on=date(2026, 9, 1),
        )


def test_a_failed_prepayment_is_cancelled_and_three_months_are_asked_two_months_later() -> None:
    found = rebilling.asked_after_failed_prepayment(OCTOBER)

    assert [str(month) for month in found] == ["2026-10", "2026-11", "2026-12"]


def test_a_month_is_in_arrears_from_the_day_after_its_due_date_put_off_or_not() -> None:
    extended = premium.extended_due_on(
        date(2026, 7, 31), until=date(2026, 10, 31), has_compelling_reason=True
    )
    due = [date(2026, 8, 31), date(2026, 9, 30), extended]

    assert rebilling.months_in_arrears(due, on=date(2026, 9, 30)) == 1
    assert rebilling.months_in_arrears(due, on=date(2026, 10, 1)) == 2
    assert rebilling.months_in_arrears(due, on=date(2026, 11, 1)) == 3


def test_an_extended_due_date_puts_the_surcharge_off_too() -> None:
    facts: dict[str, Any] = {"failures": 2, "paid_on": date(2026, 12, 27)}

    in_time = rebilling.rebilling_surcharge(Yen(200_000), due_on=date(2026, 11, 30), **facts)
    late = rebilling.rebilling_surcharge(Yen(200_000), due_on=date(2026, 8, 31), **facts)

    assert (in_time, late) == (Yen(0), Yen(6_000))


@pytest.mark.parametrize(
    ("starts_again_on", "needed"), [(date(2027, 9, 30), False), (date(2027, 10, 1), True)]
)
def test_a_mandate_unused_for_a_year_is_needed_anew(starts_again_on: date, needed: bool) -> None:
    found = cut_off.needs_new_mandate(stopped_on=date(2026, 10, 1), starts_again_on=starts_again_on)

    assert found is needed


@pytest.mark.parametrize(
    "facts",
    [
        {"method": Method.DIRECT_DEBIT},
        {"method": Method.TRANSFER, "is_approved": True},
        {"method": Method.CASH, "paid_cash_in_2011": True},
    ],
)
def test_an_admitted_way_to_pay(facts: dict[str, Any]) -> None:
    """規則36条1項、平成23年附則3条."""
    method = facts.pop("method")

    payment_method.insist_on_method(method, **facts)


def test_whole_months_are_counted() -> None:
    """法14条2項."""
    assert payment_method.whole_months(Yen(600_000), monthly_premium=Yen(200_000)) == 3
    assert payment_method.whole_months(Yen(0), monthly_premium=Yen(200_000)) == 0


@pytest.mark.parametrize("new", [5_000, 55_000, 100_000, 195_000])
@pytest.mark.parametrize("received_on", [date(2026, 10, 5), date(2026, 10, 6)])
def test_in_the_end_a_change_costs_the_same_whenever_the_form_came(
    new: int, received_on: date
) -> None:
    debits = change.debits_after_change(
        Yen(200_000), new=Yen(new), received_on=received_on, months=60
    )

    assert sum(each.amount for each in debits) == new * 60
    assert all(each >= Yen(0) for each in debits)


def test_a_closed_fifth_beyond_the_calendar_is_not_guessed() -> None:
    for day in (6, 10):
        with pytest.raises(BeyondCalendar):
            cut_off.acts_in(date(2031, 10, day))

    assert cut_off.acts_in(date(2031, 10, 5)) == Month(2031, 10)
    assert cut_off.acts_in(date(2031, 10, 11)) == Month(2031, 11)

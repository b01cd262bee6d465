"""責任額 — everybody together is each contract told alone, from the records, on any day."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.contracts.models import Contract
from kyosai.records.paid_before import everybody
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.paid_before import writes as paid_before_writes
from kyosai.reports.owed import outlook, valuation
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_due, cancellation_due
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.doors.back_office.test_treasury import answered, cycle_of
from tests.procedures.lending import borrowing
from tests.procedures.lending.tosanboshi import firm

pytestmark = pytest.mark.django_db
ON, TODAY = date(2026, 11, 20), date(2026, 11, 25)


def alone(contract: str) -> tuple[PaidStretch, ...]:
    return tuple(
        PaidStretch(each.first, Stretch(each.monthly_premium, each.months))
        for each in paid_before.history(contract)
    )


def owed(on: date = ON) -> dict[tuple[str, str], valuation.Owed]:
    return {(each.scheme, each.kind): each for each in valuation.owed(on=on, today=TODAY)}


def test_of_skk_every_kind_is_the_sum_of_each_contract() -> None:
    contracts = [
        borrowing.holder(2, yen=50_000, months=180),
        borrowing.holder(3, yen=3_500, months=7),
        borrowing.holder(4, yen=70_000, months=420),
    ]
    with transaction.atomic():
        paid_before_writes.take_over([(contracts[1], date(2020, 4, 1), 12_000, 30)])

    found = owed()

    event = Month.of(ON)
    each = [alone(number) for number in contracts]
    for kind in Kind:
        told = [benefit_due(kind, history=history, event=event).amount for history in each]
        assert found["skk", kind.value].amount == Yen(sum(told))
        assert found["skk", kind.value].contracts == sum(yen > 0 for yen in told)
    cancelled = sum(cancellation_due(history, event=event).amount for history in each)
    assert found["skk", "解約手当金"].amount == Yen(cancelled)


def test_of_tosanboshi_the_rate_of_the_months_paid() -> None:
    firm.firm(months=40, yen=200_000)

    found = owed()

    assert found["tosanboshi", "解約手当金（任意解約）"].amount == Yen(8_000_000)
    assert found["tosanboshi", "解約手当金（みなし解約）"].amount == Yen(8_000_000)
    assert found["tosanboshi", "解約手当金（機構解約）"].amount == Yen(7_600_000)


def test_on_an_earlier_day_only_what_was_paid_by_then() -> None:
    borrowing.holder(2, yen=10_000, months=180)  # from September 2011 on
    began = date(2011, 9, 1)
    Contract.objects.update(formed_on=began, applied_on=began)

    then = everybody.histories("skk", on=date(2012, 3, 31))

    assert then.months.tolist() == [7]
    assert everybody.histories("skk", on=date(2011, 8, 31)).numbers.tolist() == []


def test_what_was_debited_since_goes_on_from_what_was_paid_before() -> None:
    contract = borrowing.holder(2, months=180, applied_on=date(2026, 9, 24))
    cycle = cycle_of(contract)
    answered(cycle, contract, code="0")

    held = everybody.histories("skk", on=cycle.debit_on)

    assert held.months.tolist() == [180, 2]
    assert held.monthly_premium.tolist() == [50_000, 10_000]
    assert held.first.tolist() == [2011 * 12 + 8, 2026 * 12 + 10]
    before = everybody.histories("skk", on=cycle.debit_on - timedelta(days=1))
    assert before.months.sum() == 180


def test_a_contract_that_has_ended_is_owed_nothing_more() -> None:
    borrowing.holder(2)
    Contract.objects.update(status="ended", ended_on=ON, end_cause="old_age")

    assert not any(each.amount for each in owed().values())


def test_of_a_day_to_come_nothing_is_known() -> None:
    with pytest.raises(valuation.DayToCome):
        valuation.owed(on=date(2026, 11, 26), today=TODAY)


def test_forty_years_go_on_from_the_assets() -> None:
    borrowing.holder(2, yen=50_000, months=180)

    found = outlook.outlook(on=ON, assets=Yen(10**12))

    assert [year.ordinal for year in found.years] == list(range(1, 41))
    before = Yen(10**12)
    for year in found.years:
        out = Yen(sum(each.amount for each in year.paid_out.values()))
        assert year.assets == before + year.paid_in - out + year.earned
        before = year.assets
    assert found.contracts == 1 and found.years[0].ratio > 0

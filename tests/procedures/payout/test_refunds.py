"""掛金の返還 — what is owed back after a contract's end, or was paid in error, leaves once."""

from datetime import date, timedelta

import pytest

from kyosai.procedures.collection import returning, statement
from kyosai.procedures.payout import refunds
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import writes as contracts
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import Month, cycle
from tests.procedures.payout import claimants

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
AT = world.told_at(DECEMBER.remitted_on)


def prepaid() -> str:
    """A contract that paid December to March together, and ended in December."""
    contract = world.holder(1, applied_on=date(2026, 11, 1))
    payment.prepay(contract, month=Month(2026, 12), months=4)
    world.whole(cycle("2026-11"))
    world.whole(DECEMBER)
    contracts.end(contract, on=date(2026, 12, 1), cause="by_holder")
    returning.close(contract, at=AT)
    return contract


def test_the_unexpired_prepayment_is_paid_back() -> None:
    contract = prepaid()

    number = refunds.pay(contract, at=AT)

    assert number is not None
    assert [row[:3] for row in claimants.payments()] == [("refund", "返還金（掛金）", 30_000)]
    found = claimants.balances()
    assert (found.get("refunds:skk"), found["payable:refund:skk"]) == (None, -30_000)
    assert "30,000円をお返しします" in claimants.notice(f"refund:{contract}:1")
    check.check()


def test_asked_twice_it_is_ordered_once() -> None:
    contract = prepaid()
    refunds.pay(contract, at=AT)

    again = refunds.pay(contract, at=AT + timedelta(days=1))

    assert (again, refunds.to_pay(at=AT), len(claimants.payments())) == (None, [], 1)


def test_money_paid_in_error_goes_back_and_a_second_one_too() -> None:
    contract = world.holder(1, applied_on=date(2026, 11, 24))
    entries = [
        world.credited(DECEMBER, yen, edi="")._replace(number=f"0000000{n}")
        for n, yen in ((1, 12_000), (2, 7_000))
    ]
    name = world.stated(DECEMBER.remitted_on, *entries)
    statement.read(name, at=AT)

    for ordinal in (1, 2):
        at = AT + timedelta(hours=ordinal)
        returning.return_entry(name, ordinal, contract=contract, officer="makoto", at=at)
        refunds.pay(contract, at=at)

    assert [row[2] for row in claimants.payments()] == [12_000, 7_000]
    assert claimants.balances()["payable:refund:skk"] == -19_000


def test_nobody_is_paid_without_an_account() -> None:
    contract = prepaid()
    world.run("UPDATE mandate SET state = 'returned', confirmed_on = NULL")

    assert refunds.pay(contract, at=AT) is None
    assert refunds.to_pay(at=AT) == [contract]

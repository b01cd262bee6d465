"""Money that came back: told, repaired with another account and a call, paid again once."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction

from kyosai.basis import tokyo
from kyosai.procedures.payment import again
from kyosai.procedures.upkeep import check as upkeep
from kyosai.records.payments import accounts, sending
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY, NEXT, Bank, run

pytestmark = pytest.mark.django_db
BACK_AT = world.people.told_at(NEXT)
LATER = tokyo.at(tokyo.in_tokyo(BACK_AT).date(), time(17, 50))


@pytest.fixture
def bank() -> Bank:
    return Bank()


def clock(bank: Bank, at) -> None:
    with world.banking(bank):
        world.round_of_payments(at)


def returned(bank: Bank, *, serial: int = 1) -> str:
    """Pay a holder, and let the money come back on the next bank day; return the payment."""
    number = world.order(world.holder(serial))
    world.frame_of()
    clock(bank, AT)
    world.stated(DAY, world.left(DAY, 100_000, number))
    world.stated(NEXT, world.came_back(NEXT, 100_000, number), opening=-100_000)
    clock(bank, BACK_AT)
    return number


def repaired(contract: str) -> None:
    """Let one officer write another account down, and a second one call back."""
    for username in ("susumu", "todoku"):
        world.officer(username, "loan_examiner" if username == "susumu" else "benefit_examiner")
    account = again.give_account(
        world.party(contract), world.another_account(contract, by="susumu", on=NEXT)
    )
    world.call_back(account, by="todoku", at=BACK_AT)


def newest(contract: str):
    found = accounts.newest(world.party(contract))
    assert found is not None
    return found.id


def test_money_that_came_back_is_owed_as_before_told_and_asked_about_once(bank: Bank) -> None:
    number = returned(bank)
    clock(bank, BACK_AT + timedelta(minutes=1))

    assert sending.outcomes(number) == {"paid", "returned"}
    assert world.balances() == {
        "benefits:skk": 100_000,
        "payable:benefit:skk": -100_000,
        "transit:payments:skk": 0,
        "bank:collections:skk": 0,
    }
    assert world.told(world.people.number(1)) == [
        "共済金を振り込みました",
        "共済金を振り込めませんでした",
    ]
    assert world.cases() == [f"not-paid:{number}"]
    upkeep.check()


def test_it_is_paid_again_once_to_the_repaired_account(bank: Bank) -> None:
    first = returned(bank)
    contract = world.people.number(1)
    repaired(contract)

    second = again.pay_again(first, account=newest(contract), officer="susumu", at=BACK_AT)
    for minute in range(2):
        clock(bank, LATER + timedelta(minutes=minute))

    assert list(bank.moved()) == [first, second]
    assert b'"account_number":"7654321"' in bank.moved()[second]
    assert sending.outcomes(second) == {"paid"}
    assert world.balances()["payable:benefit:skk"] == 0
    assert run("SELECT outcome, is_closed FROM case_file") == [("settled", True)]
    upkeep.check()


def test_it_comes_back_and_is_paid_again_as_often_as_it_must_be(bank: Bank) -> None:
    bank.account_check = "9"
    contract = world.holder(1)
    last = world.order(contract, key="k" * 80)
    world.frame_of()
    for minute in range(6):
        at = AT + timedelta(minutes=minute)
        clock(bank, at)
        last = again.pay_again(last, account=newest(contract), officer="susumu", at=at)

    assert run("SELECT count(*) FROM payment") == [(7,)]


def test_pressed_twice_it_is_paid_again_once(bank: Bank) -> None:
    first = returned(bank)
    contract = world.people.number(1)
    repaired(contract)
    again.pay_again(first, account=newest(contract), officer="susumu", at=BACK_AT)

    with pytest.raises(again.NotBack):
        again.pay_again(first, account=newest(contract), officer="susumu", at=BACK_AT)

    assert run("SELECT count(*) FROM payment") == [(2,)]


def test_without_a_call_back_the_new_account_waits_and_somebody_is_asked_to_call(
    bank: Bank,
) -> None:
    first = returned(bank)
    contract = world.people.number(1)
    world.officer("susumu", "loan_examiner")
    account = again.give_account(
        world.party(contract), world.another_account(contract, by="susumu", on=NEXT)
    )
    second = again.pay_again(first, account=account, officer="susumu", at=BACK_AT)

    clock(bank, LATER)

    assert list(bank.moved()) == [first]
    assert world.cases() == sorted([f"call-back:{second}", f"not-paid:{first}"])


def test_a_payment_under_way_or_arrived_is_not_paid_again(bank: Bank) -> None:
    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()
    tried = [_again(number, contract)]
    clock(bank, AT)

    tried.append(_again(number, contract))

    assert tried == [again.NotBack, again.NotBack]


def _again(number: str, contract: str) -> type[Exception]:
    with pytest.raises(again.NotBack) as refused:
        again.pay_again(number, account=newest(contract), officer="susumu", at=AT)
    return refused.type


def test_it_is_never_sent_to_somebody_elses_account(bank: Bank) -> None:
    first = returned(bank)
    stranger = world.holder(2)

    with pytest.raises(again.SomebodyElses):
        again.pay_again(first, account=world.account(stranger), officer="susumu", at=BACK_AT)


def test_the_treasury_that_releases_money_does_not_order_it(bank: Bank) -> None:
    first = returned(bank)

    with pytest.raises(again.AtTheTreasury):
        again.pay_again(first, account=newest(world.people.number(1)), officer="makoto", at=BACK_AT)


def test_what_the_bank_could_not_tell_is_asked_about_anew_when_it_is_paid_again(
    bank: Bank,
) -> None:
    bank.account_check = "9"
    contract = world.holder(1)
    first = world.order(contract)
    world.frame_of()
    clock(bank, AT)
    bank.account_check = "0"
    later = AT + timedelta(minutes=5)

    second = again.pay_again(first, account=newest(contract), officer="susumu", at=later)
    clock(bank, later)

    assert sending.outcomes(first) == {"refused"}
    assert list(bank.moved()) == [second]


@pytest.mark.parametrize(
    ("sql", "match"),
    [
        (
            "INSERT INTO payment_outcome (payment_id, kind, at, reference, reason)"
            " SELECT number, 'returned', now(), '', '' FROM payment",
            "no statement says it came back",
        ),
        (
            "INSERT INTO payment_outcome (payment_id, kind, at, reference, reason)"
            " SELECT number, 'refused', now(), '', '' FROM payment",
            "something else became of it",
        ),
    ],
    ids=["資金返却のふり", "拒否のふり"],
)
def test_nobody_says_that_paid_money_came_back_when_it_did_not(
    bank: Bank, sql: str, match: str
) -> None:
    world.order(world.holder(1))
    world.frame_of()
    clock(bank, AT)

    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        run(sql)

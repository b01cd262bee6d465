"""Money leaves over the wire: the clock, the bank and two officers; at day's end all agree."""

from datetime import date, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.procedures.upkeep import check
from kyosai.records.payments import sending
from kyosai.reports import day_end
from kyosai.schemes.clocks import calendars
from outside_world import faults
from outside_world.workshop.moving import Mover
from tests.doors.clock.test_with_the_outside_world import START, clock, mover
from tests.procedures.payment import world
from tests.procedures.payment.world import run

__all__ = ["clock", "mover"]
TODAY = START.date()
RETURNED = 9_200_002  # whose account is 9200003: its money comes back


def ordered(serial: int, **how) -> str:
    return world.order(world.holder(serial), pay_on=TODAY, **how)


def asked() -> list[str]:
    """Return what somebody has to look at, but for the debits of the months before."""
    return [each for each in world.cases() if not each.startswith("missed:")]


def all_agree(until: date) -> None:
    """The bank says what the journal says, at the end of each day it has told."""
    day, told = TODAY, 0
    while day < until:
        for each in day_end.compared(day):
            if each.stated is not None:
                assert each.is_even, (day, each)
                told += 1
        day += timedelta(days=1)
    assert told > 0
    check.check()


def test_a_payment_leaves_at_once_and_the_day_ends_even(mover: Mover, clock: None) -> None:
    number = ordered(1)
    world.frame_of(on=TODAY)

    mover.move(START + timedelta(minutes=5))
    paid = sending.outcomes(number)
    mover.move(world.people.told_at(TODAY) + timedelta(minutes=10))

    assert paid == {"paid"}
    (skk, tosanboshi) = day_end.compared(TODAY)
    assert (skk.sent, skk.booked, skk.in_transit, skk.suspense) == (100_000, 100_000, 0, 0)
    assert skk.is_even and tosanboshi.is_even
    assert asked() == []
    check.check()


def test_a_file_leaves_when_two_have_released_it(mover: Mover, clock: None) -> None:
    numbers = [ordered(serial, rail="bulk") for serial in (1, 2)]

    mover.move(START + timedelta(days=2, hours=3))
    mover.move(START + timedelta(days=6))

    assert [sending.outcomes(each) for each in numbers] == [{"paid"}, {"paid"}]
    assert run("SELECT count(*) FROM payment_file_approval") == [(2,)]
    all_agree(TODAY + timedelta(days=6))


@pytest.mark.parametrize("rail", ["instant", "bulk"])
def test_money_that_comes_back_is_told_and_owed_as_before(
    mover: Mover, clock: None, rail: str
) -> None:
    number = ordered(RETURNED, rail=rail)
    world.frame_of(on=TODAY)

    mover.move(START + timedelta(days=9))

    assert sending.outcomes(number) == {"paid", "returned"}
    assert world.balances()["payable:benefit:skk"] == -100_000
    assert asked() == [f"not-paid:{number}"]
    all_agree(TODAY + timedelta(days=9))


def test_what_came_back_is_known_the_morning_it_is_stated(mover: Mover, clock: None) -> None:
    number = ordered(RETURNED)
    world.frame_of(on=TODAY)

    mover.move(START + timedelta(days=20))

    ((at,),) = run("SELECT at FROM payment_outcome WHERE kind = 'returned'")
    back_on = calendars.bank().add(TODAY, 1)
    assert world.people.told_at(back_on) <= at < world.people.told_at(back_on) + timedelta(hours=1)
    assert sending.outcomes(number) == {"paid", "returned"}


def test_what_the_bank_did_not_answer_for_is_paid_once(mover: Mover, clock: None) -> None:
    faults.switch(mover._world.memory, "bank.payment_unanswered", on=True, times=2)
    number = ordered(1)
    world.frame_of(on=TODAY)

    mover.move(START + timedelta(minutes=30))
    mover.move(world.people.told_at(TODAY) + timedelta(minutes=10))

    assert sending.outcomes(number) == {"paid"}
    entries = mover._world.memory.rows("SELECT yen FROM entry WHERE edi = ?", number)
    assert [row["yen"] for row in entries] == [-100_000]
    all_agree(TODAY + timedelta(days=1))


def test_without_a_frame_two_officers_open_one_and_it_leaves(mover: Mover, clock: None) -> None:
    number = ordered(1)

    mover.move(START + timedelta(minutes=30))

    assert sending.outcomes(number) == {"paid"}
    assert run("SELECT count(*) FROM payment_frame_approval") == [(1,)]
    assert tokyo.in_tokyo(START).date() == TODAY

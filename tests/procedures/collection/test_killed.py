"""Collection, killed half-way: no premium twice, none lost, the journal balanced."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from kyosai.doors.clock import collection
from kyosai.procedures.collection import chase, plan, request, settle
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.premiums.models import DebitFile
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, killed, was_killed
from tests.procedures.collection.world import Cycle, cycle, holder

DECEMBER = cycle("2026-12")
AT = DECEMBER.result_at + timedelta(minutes=5)
CONTRACTS, KILLS = 70, 50
CODES = "0000000123489NE"


def code_of(customer_no: str, on: Cycle) -> str:
    """The bank's answer: always the same for the same account on the same day."""
    return random.Random(f"{customer_no} {on.key}").choice(CODES)


def keep_results(on: Cycle) -> None:
    """Let every file of a cycle be received and answered, each by a result waiting to be read."""
    world.hand_over(at=on.build_at)
    for file in DebitFile.objects.filter(cycle_id=on.key):
        content = world.content(file.name)
        codes = {number: code_of(number, on) for number in world.lines(content)}
        first, final = world.result_name(file.name), world.result_name(file.name, 2)
        settle.keep(first, content=world.answered(content, codes), at=AT)
        if "N" in codes.values():
            codes = {number: code.replace("N", "0") for number, code in codes.items()}
            settle.keep(final, content=world.answered(content, codes), at=AT)


def settle_all() -> None:
    for name in settle.to_settle():
        settle.settle(name, at=AT)


def settle_one() -> None:
    settle.settle(settle.to_settle()[0], at=AT)


def whole(cycles: list[Cycle]) -> None:
    """Everything the clock does for these cycles."""
    for on in cycles:
        plan.plan(on, at=on.build_at)
        request.build(on.key, at=on.build_at)
        keep_results(on)
        settle_all()
        chase.tell(on.key, at=on.result_at)
        reconcile.confirm(on.key, at=on.result_at)


def seconds_for(work: Callable[[], object]) -> float:
    pid = child(work)
    began = time.monotonic()
    assert finished(pid)
    return time.monotonic() - began


def paid_by_the_bank(on: Cycle) -> int:
    """Return the yen the bank says it collected, from the files alone."""
    contents = [world.content(f.name) for f in DebitFile.objects.filter(cycle_id=on.key)]
    return sum(
        yen
        for content in contents
        for number, yen in world.lines(content).items()
        if code_of(number, on) in "0N"
    )


def assert_sound(cycles: list[Cycle]) -> None:
    check.check()
    for on in cycles:
        ((posted,),) = world.run(
            "SELECT coalesce(sum(yen), 0) FROM ledger_transfer WHERE effective_on = %s",
            [on.debit_on],
        )
        assert reconcile.differences(on.key) == []
        assert posted == paid_by_the_bank(on)
        assert world.standing(on).settled_at is not None


@pytest.fixture
def many_files(committed_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One contract a file, each answered twice, first with N: so many results to settle."""
    monkeypatch.setattr(plan, "most_records", lambda _: 1)
    for serial in range(1, CONTRACTS + 1):
        holder(serial, applied_on=date(2026, 11, 24))
    for name in world.build(DECEMBER):
        content = world.content(name)
        (number,) = world.lines(content)
        final = code_of(number, DECEMBER).replace("N", "0")
        for again, code in enumerate(("N", final), start=1):
            result = world.answered(content, {number: code})
            settle.keep(world.result_name(name, again), content=result, at=AT)


def test_settled_under_many_kills_no_premium_is_posted_twice_and_none_lost(
    many_files: None,
) -> None:
    chance = random.Random(3)
    longest, kills, settled = seconds_for(settle_one), 0, 0

    while kills < KILLS:
        pid = child(settle_one)
        time.sleep(chance.uniform(0, longest))
        was_at_work = killed(pid)
        kills, settled = kills + was_at_work, settled + (not was_at_work)
        longest *= 1.1 if was_at_work else 0.8  # The machine is now quick, now slow.
    left = len(settle.to_settle())
    assert finished(child(settle_all))

    assert settled > 0
    assert left > 0
    assert_sound([DECEMBER])


def test_files_of_one_cycle_taken_in_at_once_by_two_settle_it(many_files: None) -> None:
    assert finished(child(partial(collection.settle_kept_results, AT)))

    assert settle.to_settle() == []
    assert_sound([DECEMBER])


def test_killed_before_each_statement_of_a_settlement_nothing_of_it_has_happened(
    committed_db: str,
) -> None:
    for serial in range(1, 7):
        holder(serial, applied_on=date(2026, 11, 24))
    names = world.build(DECEMBER)
    codes = {world.customer_no(serial): code for serial, code in enumerate("012348", start=1)}
    result = world.result_name(names[0])
    settle.keep(result, content=world.answered(world.content(names[0]), codes), at=AT)
    statement, left_behind = 1, set()

    while was_killed(child(partial(settle.settle, result, at=AT), killed_at=statement)):
        left_behind |= set(world.run("SELECT count(*) FROM debit_result, ledger_transfer"))
        statement += 1

    assert statement > 20
    assert left_behind == {(0,)}
    assert settle.to_settle() == []
    assert reconcile.differences(DECEMBER.key) == []
    check.check()


@pytest.mark.long  # the seeded worlds are killed in every run
def test_a_whole_year_killed_again_and_again_comes_out_like_one_that_was_not(
    committed_db: str,
) -> None:
    chance = random.Random(4)
    year = [cycle(f"2027-{month:02d}") for month in range(1, 9)]
    for serial in range(1, 13):
        holder(serial, applied_on=date(2026, 12, 20))
    needed = seconds_for(partial(whole, year[:1]))

    for _ in range(25):
        pid = child(partial(whole, year))
        time.sleep(chance.uniform(0, needed))
        killed(pid)
    assert finished(child(partial(whole, year)))

    assert_sound(year)
    assert world.run("SELECT count(*) - count(DISTINCT key) FROM notice") == [(0,)]

"""A loan taken twice or killed half-way: lent once or not at all, the journal balanced."""

from functools import partial

import pytest

from kyosai.procedures.lending import desk, lend
from kyosai.procedures.upkeep import check
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.lending import special
from tests.procedures.lending.borrowing import balances, holder, moment, request, signed

AT = moment("2026-10-13T10:05:00")
WRITTEN = (
    "SELECT (SELECT count(*) FROM loan), (SELECT count(*) FROM loan_turn),"
    " (SELECT count(*) FROM payment), (SELECT count(*) FROM ledger_transfer),"
    " (SELECT count(*) FROM notice), (SELECT count(*) FROM case_file)"
)


@pytest.fixture
def number(committed_db: str) -> str:
    """A signed request that waits."""
    holder()
    return kept(signed(request(at="2026-10-13T10:05:00")), fetched_at=AT)


def test_killed_before_each_statement_nothing_of_it_has_happened(number: str) -> None:
    statement, left_behind = 1, set()

    while was_killed(child(partial(lend.lend, number, at=AT), killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 20
    assert left_behind == {(0, 0, 0, 0, 0, 0)}
    assert world.run(WRITTEN) == [(1, 1, 1, 2, 1, 1)]
    assert sum(balances().values()) == 0
    check.check()


def test_taken_twice_it_is_lent_once(number: str) -> None:
    assert finished(child(partial(lend.lend, number, at=AT)))

    assert not finished(child(partial(lend.lend, number, at=AT)))

    assert world.run(WRITTEN) == [(1, 1, 1, 2, 1, 1)]


def test_two_requests_at_once_do_not_borrow_the_same_room(number: str) -> None:
    other = signed(request(4_000_000, 36, at="2026-10-13T10:05:01"))
    second = kept(other, fetched_at=AT)
    third = kept(signed(request(5_000_000, 36, at="2026-10-13T10:05:02")), fetched_at=AT)

    hands = [child(partial(lend.lend, each, at=AT)) for each in (second, third)]

    assert all(map(finished, hands))
    assert world.run("SELECT count(*) FROM loan") == [(1,)]
    assert sorted(world.run("SELECT outcome FROM case_file")) == [("accepted",), ("refused",)]


def test_a_confirmation_killed_before_each_statement_lends_once(committed_db: str) -> None:
    holder()
    case = special.filed()
    accept = partial(desk.accept, case, officer="haru", at=AT)
    before, statement, left_behind = world.run(WRITTEN), 1, set()

    while was_killed(child(accept, killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 20
    assert left_behind == set(before) == {(0, 0, 0, 0, 1, 1)}
    assert world.run(WRITTEN) == [(1, 6, 1, 2, 2, 1)]
    assert not finished(child(accept))
    assert world.run(WRITTEN) == [(1, 6, 1, 2, 2, 1)]
    check.check()

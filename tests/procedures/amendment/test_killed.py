"""A prepayment, taken twice or killed half-way: nothing of it doubled, nothing left half done."""

from datetime import date, datetime
from functools import partial

import pytest

from kyosai.exchange.messages.amendments import Prepayment
from kyosai.procedures.amendment import amend
from kyosai.procedures.upkeep import check
from tests.procedures.amendment.wishing import wish
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed

AT = datetime.fromisoformat("2026-10-21T09:00:00+09:00")
WRITTEN = (
    "SELECT (SELECT count(*) FROM contract_prepayment), (SELECT count(*) FROM premium_due),"
    " (SELECT owed FROM premium_total), (SELECT count(*) FROM notice),"
    " (SELECT count(*) FROM case_file)"
)


@pytest.fixture
def number(committed_db: str) -> str:
    """A wish that waits: three months with the first debit, which schedules them at once."""
    world.holder(1, applied_on=date(2026, 10, 20), scheme="tosanboshi")
    message = wish(
        Prepayment, at="2026-10-21T09:00:00", scheme="tosanboshi", first="", months=3,
        is_yearly=True,
    )  # fmt: skip
    return kept(message, fetched_at=AT)


def test_killed_before_each_statement_nothing_of_it_has_happened(number: str) -> None:
    statement, left_behind = 1, set()

    while was_killed(child(partial(amend.amend, number, at=AT), killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 10
    assert left_behind == {(0, 2, 20_000, 0, 0)}
    assert world.run(WRITTEN) == [(1, 4, 40_000, 1, 1)]
    check.check()


def test_taken_twice_it_is_done_once(number: str) -> None:
    assert finished(child(partial(amend.amend, number, at=AT)))

    assert not finished(child(partial(amend.amend, number, at=AT)))

    assert world.run(WRITTEN) == [(1, 4, 40_000, 1, 1)]

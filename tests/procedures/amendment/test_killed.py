"""A prepayment and its reminders, taken twice or killed half-way: nothing doubled or half done."""

from datetime import date, datetime
from functools import partial

import pytest

from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import Prepayment
from kyosai.procedures.amendment import amend
from kyosai.procedures.amendment.together import remind
from kyosai.procedures.upkeep import check
from tests.procedures.amendment.wishing import wish
from tests.procedures.applications import kept
from tests.procedures.collection import payment, world
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


@pytest.mark.long  # reminders have examples of their own
def test_everybody_is_reminded_once_though_the_visit_is_killed_again_and_again(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remind, "AT_ONCE", 2)
    for serial in range(1, 6):
        contract = world.holder(serial, applied_on=date(2026, 10, 20))
        payment.prepay(contract, month=Month(2026, 11), months=12, is_yearly=True)
    morning = datetime.fromisoformat("2027-10-15T09:00:00+09:00")
    visit, statement, left_behind = partial(remind.remind, at=morning), 1, set()

    while was_killed(child(visit, killed_at=statement)):
        left_behind |= set(world.run("SELECT count(*) FROM notice"))
        statement += 5
    assert finished(child(visit))

    assert {(0,), (2,)} <= left_behind
    assert world.run("SELECT count(*), count(DISTINCT contract_id) FROM notice") == [(5, 5)]

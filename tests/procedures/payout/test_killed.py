"""A claim taken twice or killed before any statement: one award, one payment, or nothing."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from kyosai.procedures.payout import claim, desk, refunds, window
from kyosai.procedures.upkeep import check
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.payout import test_refunds
from tests.procedures.payout.claimants import AT, Proof, cancelled, claimed, holder

NOW = datetime.fromisoformat(AT + "+09:00")
WRITTEN = (
    "SELECT (SELECT count(*) FROM award), (SELECT count(*) FROM payment),"
    " (SELECT count(*) FROM ledger_transfer), (SELECT count(*) FROM notice),"
    " (SELECT count(*) FROM contract WHERE status = 'ended')"
)
NOTHING, ALL = (0, 0, 0, 0, 0), (1, 1, 1, 1, 1)


def killed_everywhere(work: partial) -> set[tuple]:  # type: ignore[type-arg]
    """Kill the work before each of its statements, then let it end; return what was left behind."""
    statement, left_behind = 1, set()
    while was_killed(child(work, killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1
    assert statement > 10
    return left_behind


@pytest.fixture
def number(committed_db: str) -> str:
    holder()
    return kept(claimed(), fetched_at=NOW)


def test_killed_before_each_statement_nothing_of_it_has_happened(number: str) -> None:
    left_behind = killed_everywhere(partial(claim.receive, number, at=NOW))

    assert left_behind == {NOTHING}
    assert world.run(WRITTEN) == [ALL]
    check.check()


def test_taken_twice_it_is_paid_once(number: str) -> None:
    assert finished(child(partial(claim.receive, number, at=NOW)))

    assert not finished(child(partial(claim.receive, number, at=NOW)))

    assert world.run(WRITTEN) == [ALL]


def test_two_hands_at_once_pay_once(committed_db: str) -> None:
    holder()
    first, second = (kept(claimed(at=at), fetched_at=NOW) for at in (AT, "2026-10-29T13:19:00"))

    pids = [child(partial(claim.receive, each, at=NOW)) for each in (first, second)]
    outcomes = [finished(pid) for pid in pids]

    assert outcomes == [True, True]
    assert world.run(WRITTEN) == [(1, 1, 1, 2, 1)]


def test_a_cancellation_killed_when_its_day_is_over_is_carried_out_once(committed_db: str) -> None:
    holder()
    claim.receive(kept(cancelled(), fetched_at=NOW), at=NOW)
    at = NOW + timedelta(hours=24)
    (case,) = window.to_decide(at=at)

    left_behind = killed_everywhere(partial(window.decide, case, at=at))

    assert left_behind == {(0, 0, 0, 1, 0)}
    assert world.run(WRITTEN) == [(1, 1, 1, 2, 1)]
    assert window.to_decide(at=at) == []


def test_a_decision_of_the_desk_killed_anywhere_pays_once(committed_db: str) -> None:
    holder()
    message = claimed("closed", proof=Proof("pictures", "", ()))
    claim.receive(kept(message, fetched_at=NOW), at=NOW)
    ((case,),) = world.run("SELECT number FROM case_file")

    left_behind = killed_everywhere(partial(desk.accept, case, officer="makoto", at=NOW))

    assert left_behind == {(0, 0, 0, 1, 0)}
    assert world.run(WRITTEN) == [(1, 1, 1, 2, 1)]


def test_a_refund_killed_anywhere_is_ordered_once(committed_db: str) -> None:
    contract = test_refunds.prepaid()
    ((_, payments, *_),) = world.run(WRITTEN)

    killed_everywhere(partial(refunds.pay, contract, at=test_refunds.AT))

    assert payments == 0
    assert [row[1] for row in world.run(WRITTEN)] == [1]
    check.check()

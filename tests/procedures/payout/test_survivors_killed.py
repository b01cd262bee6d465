"""A decision on a death and an instalment, killed before each statement: whole or not at all."""

from datetime import datetime
from functools import partial

import pytest

from kyosai.procedures.payout import instalments
from kyosai.procedures.payout.survivors import desk
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.payout.claimants import claimed, holder, send
from tests.procedures.payout.survivors import family

DECIDED = (
    "SELECT (SELECT count(*) FROM award), (SELECT count(*) FROM award_share),"
    " (SELECT count(*) FROM payment),"
    " (SELECT count(*) FROM ledger_transfer WHERE kind = 'awarded'),"
    " (SELECT count(*) FROM contract WHERE status = 'ended')"
)
ORDERED = (
    "SELECT (SELECT count(*) FROM award_instalment_ordered),"
    " (SELECT count(*) FROM payment WHERE key LIKE 'instalment:%%'),"
    " (SELECT count(*) FROM ledger_transfer WHERE kind LIKE 'instalment%%')"
)


def test_a_decision_on_a_death_is_whole_or_not_at_all(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = [family.told("one"), family.told("two")]
    accounts = [family.account("one"), family.account("two")]
    case = family.to_be_decided(monkeypatch, children, accounts)
    decide = partial(desk.decide, case, officer="kessai", at=family.tick())
    statement, left_behind = 1, set()

    while was_killed(child(decide, killed_at=statement)):
        left_behind |= set(world.run(DECIDED, []))
        statement += 1

    assert statement > 20
    assert left_behind == {(0, 0, 0, 0, 0)}
    assert world.run(DECIDED, []) == [(1, 2, 2, 1, 1)]
    assert not finished(child(decide))
    assert world.run(DECIDED, []) == [(1, 2, 2, 1, 1)]


def test_an_instalment_is_ordered_whole_or_not_at_all(committed_db: str) -> None:
    holder(yen=20_000)
    assert send(claimed(way="divided", years=10)).status == "awarded"
    at = datetime.fromisoformat("2026-11-10T10:00:00+09:00")
    (key,) = instalments.to_order(at=at)
    order = partial(instalments.order, key, at=at)
    statement, left_behind = 1, set()

    while was_killed(child(order, killed_at=statement)):
        left_behind |= set(world.run(ORDERED, []))
        statement += 1

    assert statement > 10
    assert left_behind == {(0, 0, 0)}
    assert finished(child(order))
    assert world.run(ORDERED, []) == [(1, 1, 2)]

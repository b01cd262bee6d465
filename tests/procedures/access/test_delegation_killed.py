"""A yes to what was prepared, killed before each statement or said twice: done once."""

from functools import partial

from kyosai.exchange.messages.delegations import PreparedAnswer
from kyosai.procedures.amendment import behalf
from tests.procedures.access import delegating as told
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed

WRITTEN = (
    "SELECT (SELECT count(*) FROM delegation_prepared_settled),"
    " (SELECT count(*) FROM contract_prepayment)"
)


def test_what_the_holder_sends_is_carried_out_once(committed_db: str) -> None:
    told.holder()
    told.prepare(told.acting(), told.prepayment())
    (waiting,) = told.seen("delegates")["prepared"]
    message = PreparedAnswer(
        told.HOLDER, told.LAST.isoformat(), told.receipt(), waiting["id"], "approved"
    )
    number = kept(message, fetched_at=told.LAST)
    answer = partial(behalf.answer, number, at=told.LAST)
    statement, left_behind = 1, set()

    while was_killed(child(answer, killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 10
    assert left_behind == {(0, 0)}
    assert world.run(WRITTEN) == [(1, 1)]
    assert not finished(child(answer))
    assert world.run(WRITTEN) == [(1, 1)]

"""Loans taken twice or killed half-way: lent once, posted once, ordered once, or not at all."""

from functools import partial

import pytest

from kyosai.procedures.lending.tosanboshi import temporary
from kyosai.procedures.lending.tosanboshi.mutual_aid import conclude
from kyosai.procedures.upkeep import check
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.firm import moment, request

AT = moment("2026-10-29T10:05:00")
SIGNED = moment("2026-11-05T10:00:00")
WRITTEN = (
    "SELECT (SELECT count(*) FROM loan), (SELECT count(*) FROM loan_turn),"
    " (SELECT count(*) FROM ledger_transfer), (SELECT count(*) FROM payment),"
    " (SELECT used FROM premium_total), (SELECT count(*) FROM notice),"
    " (SELECT count(*) FROM case_file WHERE is_closed)"
)


@pytest.fixture
def asked(committed_db: str) -> str:
    firm.firm(months=40)
    return kept(request(1_000_000, at="2026-10-29T10:05:00"), fetched_at=AT)


@pytest.fixture
def signature(committed_db: str) -> str:
    firm.firm(months=10)
    case = claims.received(claims.claim())
    claims.proposed(case)
    claims.approved(case)
    return kept(claims.signature(case, at="2026-11-05T10:00:00"), fetched_at=SIGNED)


def test_a_temporary_loan_killed_before_each_statement_is_lent_whole_or_not_at_all(
    asked: str,
) -> None:
    statement, left_behind = 1, set()

    while was_killed(child(partial(temporary.lend, asked, at=AT), killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 15
    assert left_behind == {(0, 0, 0, 0, 0, 0, 0)}
    assert world.run(WRITTEN) == [(1, 1, 2, 1, 0, 1, 1)]


def test_a_temporary_loan_taken_twice_is_lent_once(asked: str) -> None:
    assert finished(child(partial(temporary.lend, asked, at=AT)))

    assert not finished(child(partial(temporary.lend, asked, at=AT)))

    assert world.run(WRITTEN) == [(1, 1, 2, 1, 0, 1, 1)]


def test_a_signature_killed_before_each_statement_makes_the_loan_whole_or_not_at_all(
    signature: str,
) -> None:
    statement, left_behind = 1, set()

    while was_killed(child(partial(conclude.conclude, signature, at=SIGNED), killed_at=statement)):
        left_behind |= set(world.run(WRITTEN))
        statement += 1

    assert statement > 20
    assert left_behind == {(0, 0, 0, 0, 0, 2, 0)}
    assert world.run(WRITTEN) == [(1, 54, 2, 1, 1_500_000, 3, 1)]
    check.check()


def test_two_signatures_at_once_make_one_loan(signature: str) -> None:
    both = [child(partial(conclude.conclude, signature, at=SIGNED)) for _ in range(2)]

    assert sorted(finished(each) for each in both) == [False, True]
    assert world.run(WRITTEN) == [(1, 54, 2, 1, 1_500_000, 3, 1)]

"""Approvals, statements and refunds, killed half-way: none of it, or all of it, once."""

from datetime import date, timedelta
from functools import partial

from kyosai.procedures.collection import (
    approve,
    plan,
    remittance,
    request,
    returning,
    statement,
    warn,
)
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import writes as contracts
from kyosai.records.premiums import approvals, files
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.collection.world import cycle, holder

DECEMBER = cycle("2026-12")
NAME = "Z91-skk-agency-2026-12-18-01.dat"
AT = DECEMBER.build_at + timedelta(minutes=1)


def built() -> str:
    """A file that waits for its approvals; return its digest."""
    holder(1, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    for name in world.OFFICERS:
        world.treasurer(name)
    (file,) = approvals.waiting()
    return file.digest


def test_killed_before_each_statement_of_an_approval_there_is_none_or_one(
    committed_db: str,
) -> None:
    digest = built()
    work = partial(approve.approve, NAME, digest=digest, officer="makoto", at=AT)
    statement, left_behind = 1, set()

    while was_killed(child(work, killed_at=statement)):
        left_behind |= set(world.run("SELECT count(*) FROM debit_file_approval"))
        statement += 1

    assert statement > 5
    assert left_behind <= {(0,), (1,)}
    assert world.run("SELECT count(*) FROM debit_file_approval") == [(1,)]


def test_killed_before_each_statement_of_a_lapse_nothing_of_it_has_happened(
    committed_db: str,
) -> None:
    built()
    work = partial(approve.let_lapse, at=DECEMBER.hand_in_by)
    statement, left_behind = 1, set()

    while was_killed(child(work, killed_at=statement)):
        left_behind |= set(
            world.run("SELECT count(*), (SELECT count(*) FROM premium_arrear) FROM case_file")
        )
        statement += 1

    assert statement > 5
    assert left_behind == {(0, 0)}
    assert world.run("SELECT count(*) FROM premium_arrear") == [(2,)]


def test_two_officers_at_the_same_moment_are_both_counted(committed_db: str) -> None:
    digest = built()

    pids = [
        child(partial(approve.approve, NAME, digest=digest, officer=who, at=AT))
        for who in world.OFFICERS
    ]
    came_to_an_end = [finished(pid) for pid in pids]

    assert came_to_an_end == [True, True]
    assert files.to_hand_over() == [NAME]


def test_killed_before_each_statement_of_a_reading_nothing_of_it_has_happened(
    committed_db: str,
) -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)
    day = DECEMBER.remitted_on
    entries = [world.credited(DECEMBER, 20_000), world.credited(DECEMBER, 5, edi="")]
    name = world.stated(day, *entries)
    work = partial(statement.read, name, at=world.told_at(day))
    at, left_behind = 1, set()

    while was_killed(child(work, killed_at=at)):
        left_behind |= set(
            world.run(
                "SELECT count(*), (SELECT count(*) FROM bank_statement_balance),"
                " (SELECT count(*) FROM ledger_transfer WHERE key LIKE 'statement:%%')"
                " FROM bank_statement_entry"
            )
        )
        at += 1

    assert at > 10
    assert left_behind == {(0, 0, 0)}
    assert remittance.match(at=world.told_at(day)) == [DECEMBER.key]
    check.check()


def test_matched_under_kills_a_cycle_is_noted_once(committed_db: str) -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)
    day = DECEMBER.remitted_on
    statement.read(world.stated(day, world.credited(DECEMBER, 20_000)), at=world.told_at(day))
    work = partial(remittance.match, at=world.told_at(day))
    at = 1

    while was_killed(child(work, killed_at=at)):
        at += 1

    row = world.standing(DECEMBER)
    assert at > 3
    assert row is not None
    assert row.remitted_at == world.told_at(day)


def test_killed_before_each_statement_of_a_refund_nothing_of_it_has_happened(
    committed_db: str,
) -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)
    contracts.end(contract, on=date(2026, 11, 30), cause="by_holder")
    work = partial(returning.close, contract, at=DECEMBER.result_at)
    at, left_behind = 1, set()

    while was_killed(child(work, killed_at=at)):
        left_behind |= set(
            world.run(
                "SELECT count(*), (SELECT count(*) FROM case_file),"
                " (SELECT count(*) FROM ledger_transfer WHERE kind = 'premium_refunded')"
                " FROM premium_released"
            )
        )
        at += 1

    assert at > 8
    assert left_behind == {(0, 0, 0)}
    assert world.run("SELECT kind, yen FROM premium_released") == [("refunded", 10_000)]
    check.check()


def test_killed_before_each_statement_of_a_warning_there_is_no_notice_without_its_record(
    committed_db: str,
) -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "1"})
    world.run(
        "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
        " ask_again_in) SELECT contract_id, make_date(2025, n, 1), yen, code, failed_in_id, 1,"
        " ask_again_in FROM premium_arrear, generate_series(1, 10) n WHERE month = '2026-12-01'"
    )
    february = cycle("2027-02")
    world.build(february)
    work = partial(warn.warn, february.key, at=february.result_at)
    at, left_behind = 1, set()

    while was_killed(child(work, killed_at=at)):
        left_behind |= set(
            world.run(
                "SELECT count(*), (SELECT count(*) FROM notice WHERE kind = 'unpaid_warning')"
                " FROM premium_warned"
            )
        )
        at += 1

    assert at > 4
    assert left_behind == {(0, 0)}
    assert world.run("SELECT contract_id FROM premium_warned") == [(contract,)]

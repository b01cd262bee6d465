"""Files for the bank: made once, kept before they are sent, the same bytes each time."""

from datetime import date

import pytest
from django.db import DatabaseError

from kyosai.basis import fingerprint
from kyosai.procedures.collection import plan, request
from kyosai.records.premiums import files
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
NAME = "Z91-skk-agency-2026-12-18-01.dat"


def planned(*serials: int) -> None:
    for serial in serials:
        holder(serial, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)


def test_the_file_asks_each_account_for_its_sum() -> None:
    planned(1, 2)

    names = request.build(DECEMBER.key, at=DECEMBER.build_at)

    assert names == [NAME]
    assert world.lines(world.content(NAME)) == {
        world.customer_no(1): 20_000,
        world.customer_no(2): 20_000,
    }


def test_a_file_is_kept_by_its_digest_before_anybody_sends_it() -> None:
    planned(1)
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    world.release(NAME)

    (name,) = files.to_hand_over()

    kept = files.released(name)
    assert kept.name == NAME
    assert kept.digest == fingerprint.digest(kept.content)


def test_a_file_is_made_once() -> None:
    planned(1)
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    before = world.content(NAME)

    again = request.build(DECEMBER.key, at=DECEMBER.hand_in_by)

    assert again == []
    assert world.content(NAME) == before


def test_no_file_is_made_before_there_is_a_plan() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.run(
        "INSERT INTO debit_cycle (key, scheme, channel, month, is_regular, debit_on, submit_by,"
        " hand_in_by, result_at, remitted_on, confirm_by) VALUES ('skk-agency-2026-12', 'skk',"
        " 'agency', '2026-12-01', true, '2026-12-18', now(), now(), now(), '2026-12-28',"
        " '2026-12-28')"
    )

    assert request.build(DECEMBER.key, at=DECEMBER.build_at) == []


def test_a_cycle_that_asks_nobody_needs_no_file_and_is_settled() -> None:
    planned()

    assert request.build(DECEMBER.key, at=DECEMBER.build_at) == []
    row = world.standing(DECEMBER)
    assert row is not None
    assert row.settled_at == DECEMBER.build_at


def test_more_records_than_a_file_holds_make_another_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plan, "most_records", lambda _: 2)
    planned(1, 2, 3)

    names = request.build(DECEMBER.key, at=DECEMBER.build_at)

    assert names == [NAME, NAME.replace("-01.", "-02.")]
    assert [len(world.lines(world.content(name))) for name in names] == [2, 1]


def test_an_account_no_bank_would_take_is_left_out_and_becomes_a_case() -> None:
    planned(1, 2)
    world.run(
        "UPDATE mandate SET branch_code = '999' WHERE customer_no = %s", [world.customer_no(2)]
    )

    request.build(DECEMBER.key, at=DECEMBER.build_at)

    assert set(world.lines(world.content(NAME))) == {world.customer_no(1)}
    assert world.run("SELECT contract_id, reason FROM debit_left_out") == [
        (world.number(2), "account_unfit")
    ]
    assert world.run("SELECT desk, receipt FROM case_file") == [
        ("treasury", f"unfit:{DECEMBER.key}:{world.number(2)}")
    ]


def test_an_account_left_out_is_asked_for_its_months_next_time() -> None:
    planned(1)
    world.run("UPDATE mandate SET branch_code = '999'")
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    world.run("UPDATE mandate SET branch_code = '001'")

    world.build(cycle("2027-01"))

    assert world.asked(cycle("2027-01")) == {world.number(1): ["2026-11", "2026-12", "2027-01"]}


def test_a_file_the_bank_refuses_becomes_a_case_and_its_months_wait() -> None:
    planned(1)
    request.build(DECEMBER.key, at=DECEMBER.build_at)

    request.refused(NAME, reason="締切後です", at=DECEMBER.hand_in_by)
    world.build(cycle("2027-01"))

    assert world.run("SELECT desk FROM case_file") == [("treasury",)]
    assert world.asked(cycle("2027-01")) == {world.number(1): ["2026-11", "2026-12", "2027-01"]}


def test_the_receipt_of_the_bank_is_noted_once() -> None:
    planned(1)
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    world.release(NAME)

    request.received(NAME, receipt="B-1", at=DECEMBER.build_at)
    request.received(NAME, receipt="B-2", at=DECEMBER.hand_in_by)

    assert world.run("SELECT receipt FROM debit_file_hand_over") == [("B-1",)]
    assert files.to_hand_over() == []


@pytest.mark.parametrize(
    "table",
    [
        "debit_file",
        "debit_file_content",
        "debit_file_approval",
        "debit_file_hand_over",
        "bank_result_file",
        "bank_result_reading",
        "debit_result",
        "debit_left_out",
        "mandate_day",
    ],
)
def test_what_went_to_and_came_from_the_bank_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        world.run(f"DELETE FROM {table}")

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kyosai.casework import actions, deadlines, reads
from kyosai.casework.actions import AlreadyMovedOn, HeldByAnother, Line, Opening, SameOfficer
from kyosai.casework.flow import Flow, Step
from tests.procedures.applications import NOW

pytestmark = pytest.mark.django_db

TEA = Flow(
    name="sample.tea",
    title="お茶をいれる",
    steps=(
        Step("boil", "わかす", desk="kitchen", next=("pour",)),
        Step("pour", "そそぐ", desk="hall", second_pair_of_eyes=True),
    ),
)
PERSON = UUID("3f0a4f0e-0000-4000-8000-000000000001")


def opened(*, due_in_hours: int = 48, **changes: Any) -> str:
    told: dict[str, Any] = {
        "number": actions.new_number(),
        "flow": TEA,
        "step": "boil",
        "subject": PERSON,
        "receipt": str(uuid4()),
        "received_at": NOW,
        "opened_on": NOW.date(),
        "due_at": NOW + timedelta(hours=due_in_hours),
        "at": NOW,
        "lines": [Line("boil", "received")],
    }
    return actions.open(Opening(**(told | changes)))


def run(sql: str, *parameters: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def boil(number: str, *, officer: str) -> None:
    with transaction.atomic():
        case = actions.take(TEA, number=number, step="boil", officer=officer)
        actions.move_on(case, flow=TEA, to="pour", outcome="boiled", officer=officer, at=NOW)


def pour(number: str, *, officer: str) -> None:
    with transaction.atomic():
        case = actions.take(TEA, number=number, step="pour", officer=officer)
        actions.close(case, outcome="poured", officer=officer, at=NOW)


def test_a_case_walks_from_desk_to_desk_and_its_file_tells_how() -> None:
    number = opened()

    boil(number, officer="sato")
    pour(number, officer="suzuki")

    case = reads.case(number)
    assert (case.is_closed, case.outcome, case.desk) == (True, "poured", "hall")
    told = [(e.ordinal, e.step, e.outcome, e.officer) for e in reads.file(number)]
    assert told == [
        (1, "boil", "received", ""),
        (2, "boil", "boiled", "sato"),
        (3, "pour", "poured", "suzuki"),
    ]


def test_a_second_click_finds_the_case_moved_on() -> None:
    number = opened()
    boil(number, officer="sato")

    with pytest.raises(AlreadyMovedOn):
        boil(number, officer="sato")

    assert len(reads.file(number)) == 2


def test_a_closed_case_cannot_be_taken() -> None:
    number = opened()
    boil(number, officer="sato")
    pour(number, officer="suzuki")

    with pytest.raises(AlreadyMovedOn):
        pour(number, officer="tanaka")


def test_the_second_pair_of_eyes_is_another_pair() -> None:
    number = opened()
    boil(number, officer="sato")

    with pytest.raises(SameOfficer):
        pour(number, officer="sato")


def test_a_case_goes_only_where_its_step_leads() -> None:
    number = opened()
    with transaction.atomic():
        case = actions.take(TEA, number=number, step="boil", officer="sato")

        with pytest.raises(AssertionError):
            actions.move_on(case, flow=TEA, to="boil", outcome="again", officer="sato", at=NOW)


def test_the_work_box_is_sorted_by_promise() -> None:
    late = opened(due_in_hours=72)
    soon = opened(due_in_hours=5)
    broken = opened(due_in_hours=-2)

    queue = reads.queue("kitchen", at=NOW)

    assert [case.number for case in queue] == [broken, soon, late]
    assert [case.hours_left for case in queue] == [-2, 5, 72]


def test_the_work_box_says_how_long_a_case_has_waited() -> None:
    opened()

    (case,) = reads.queue("kitchen", at=NOW + timedelta(days=3))

    assert case.days_waiting == 3


def test_a_case_in_somebodys_hand_is_not_picked_up_by_another() -> None:
    number = opened()
    actions.pick_up(TEA, number=number, officer="sato")

    with pytest.raises(HeldByAnother):
        actions.pick_up(TEA, number=number, officer="suzuki")

    actions.put_back(TEA, number=number, officer="sato")
    assert actions.pick_up(TEA, number=number, officer="suzuki").number == number


def test_a_case_that_moves_on_leaves_the_hand_that_held_it() -> None:
    number = opened()
    actions.pick_up(TEA, number=number, officer="sato")

    boil(number, officer="sato")

    assert reads.case(number).held_by == ""


@pytest.mark.parametrize(
    "change",
    ["UPDATE case_entry SET officer = 'x'", "DELETE FROM case_entry", "TRUNCATE case_entry"],
)
def test_nothing_in_the_case_file_is_ever_struck_out(change: str) -> None:
    opened()

    with pytest.raises(DatabaseError):
        run(change)


def test_a_receipt_opens_one_case() -> None:
    opened(receipt="U-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        opened(receipt="U-1")


def test_a_case_closes_with_time_and_outcome() -> None:
    number = opened()

    with pytest.raises(IntegrityError, match="case_closes_with_time_and_outcome"):
        run("UPDATE case_file SET is_closed = true WHERE number = %s", number)


def test_a_pause_moves_the_promise_by_as_long_as_it_was() -> None:
    number = opened(due_in_hours=48)
    deadlines.pause(number, code="P1", words="返事を待っています", at=NOW + timedelta(hours=1))

    due_at = deadlines.resume(number, at=NOW + timedelta(hours=31))

    assert due_at == NOW + timedelta(hours=78)
    case = reads.case(number)
    assert deadlines.gross(case, at=NOW + timedelta(hours=40)) == timedelta(hours=40)
    assert deadlines.net(case, at=NOW + timedelta(hours=40)) == timedelta(hours=10)


def test_after_a_pause_a_whole_day_remains() -> None:
    number = opened(due_in_hours=2)
    deadlines.pause(number, code="P2", words="照会中", at=NOW + timedelta(hours=1))

    assert deadlines.resume(number, at=NOW + timedelta(hours=2)) == NOW + timedelta(hours=26)


def test_a_clock_that_stands_is_not_stopped_again() -> None:
    number = opened()
    deadlines.pause(number, code="P1", words="返事を待っています", at=NOW)

    with pytest.raises(deadlines.AlreadyPaused):
        deadlines.pause(number, code="P3", words="保留", at=NOW)


def test_the_work_box_shows_why_the_clock_stands() -> None:
    number = opened()
    deadlines.pause(number, code="P2", words="照会中", at=NOW)

    (case,) = reads.queue("kitchen", at=NOW)

    assert case.pause == "P2"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("code = 'P9'", "pause_code_is_known"),
        ("ended_at = started_at - interval '1 hour'", "pause_ends_after_it_began"),
    ],
)
def test_the_database_knows_what_a_pause_is(change: str, constraint: str) -> None:
    deadlines.pause(opened(), code="P1", words="返事を待っています", at=NOW)

    with pytest.raises(IntegrityError, match=constraint):
        run(f"UPDATE case_pause SET {change}")


def test_a_flow_names_each_step_once_and_leads_somewhere() -> None:
    with pytest.raises(AssertionError):
        Flow("x", "x", (Step("a", "a", desk="d"), Step("a", "a", desk="d")))
    with pytest.raises(AssertionError):
        Flow("x", "x", (Step("a", "a", desk="d", next=("nowhere",)),))

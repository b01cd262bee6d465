"""What the database promises about dues, requests and results."""

from datetime import date

import pytest
from django.db import IntegrityError

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.premiums import dues, writes
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")


@pytest.fixture(autouse=True)
def asked() -> str:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    return contract


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("due_is_of_some_yen", "UPDATE premium_due SET yen = 0"),
        ("due_is_of_a_month", "UPDATE premium_due SET month = '2026-12-02' WHERE yen = 10000"),
        ("due_after_its_month", "UPDATE premium_due SET due_on = month"),
        ("premium_due_pkey", "UPDATE premium_due SET month = '2026-12-01'"),
        ("cycle_is_of_a_month", "UPDATE debit_cycle SET month = '2026-12-02'"),
        (
            "cycle_is_the_only_one_that_day",
            "INSERT INTO debit_cycle (key, scheme, channel, month, is_regular, debit_on,"
            " submit_by, hand_in_by, result_at, remitted_on, confirm_by)"
            " SELECT 'other', scheme, channel, month, is_regular, debit_on, submit_by, hand_in_by,"
            " result_at, remitted_on, confirm_by FROM debit_cycle",
        ),
        ("request_asks_for_something", "UPDATE debit_request SET yen = 0"),
        ("request_new_code_is_known", "UPDATE debit_request SET new_code = '3'"),
        ("request_names_its_months", "UPDATE debit_request SET months = '{}', yens = '{}'"),
        ("request_names_its_months", "UPDATE debit_request SET yens = '{20000}'"),
        (
            "left_out_for_a_known_reason",
            "INSERT INTO debit_left_out (cycle_id, contract_id, reason)"
            " SELECT cycle_id, contract_id, 'whim' FROM debit_request",
        ),
        (
            "debit_file_is_made_once",
            "INSERT INTO debit_file (name, cycle_id, part, digest, records, yen, made_at, made_by)"
            " SELECT 'other', cycle_id, part, 'other', records, yen, made_at, made_by"
            " FROM debit_file",
        ),
        (
            "hand_over_is_received_or_refused",
            "INSERT INTO debit_file_hand_over (file_id, at, receipt, refusal)"
            " SELECT name, now(), '', '' FROM debit_file",
        ),
        (
            "result_code_is_known",
            "INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id,"
            " settled_at) SELECT cycle_id, contract_id, true, 'X', 'r', now() FROM debit_request",
        ),
        (
            "result_code_is_known",
            "INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id,"
            " settled_at) SELECT cycle_id, contract_id, true, 'N', 'r', now() FROM debit_request",
        ),
    ],
)
def test_the_constraint_holds(name: str, change: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        world.run(change)


def test_a_request_has_one_final_answer() -> None:
    world.answer(DECEMBER)

    with pytest.raises(IntegrityError, match="debit_result_pkey"):
        world.run(
            "INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id,"
            " settled_at) SELECT cycle_id, contract_id, true, '1', 'r', now() FROM debit_request"
        )


@pytest.mark.parametrize(
    "values",
    ["'settled', 0, 0, 0, 'why'", "'refused', 0, 0, 0, ''", "'refused', 1, 1, 0, 'why'"],
)
def test_a_result_file_is_settled_or_refused_whole(values: str) -> None:
    world.answer(DECEMBER)
    world.run(
        "INSERT INTO bank_result_file (name, file_id, digest, content, fetched_at)"
        " SELECT 'again', file_id, digest, content, fetched_at FROM bank_result_file"
    )

    with pytest.raises(IntegrityError, match="reading_is_whole"):
        world.run(
            "INSERT INTO bank_result_reading (result_id, at, outcome, collected, collected_yen,"
            f" pending, refusal) VALUES ('again', now(), {values})"
        )


def test_the_first_month_is_due_two_months_later_and_others_one() -> None:
    rows = world.run("SELECT month, due_on, debit_on FROM premium_due ORDER BY month")

    assert rows == [
        (date(2026, 11, 1), date(2027, 1, 31), DECEMBER.debit_on),
        (date(2026, 12, 1), date(2027, 1, 31), DECEMBER.debit_on),
    ]


def test_a_month_costs_what_the_monthly_premium_is_on_its_last_day(asked: str) -> None:
    world.run(
        "INSERT INTO contract_monthly_premium (contract_id, since, yen) VALUES"
        " (%s, '2027-02-01', 15000)",
        [asked],
    )

    for month in (Month(2027, 1), Month(2027, 2)):
        dues.add(month, scheme="skk", debit_on=date(2027, 2, 18))

    assert world.run("SELECT month, yen FROM premium_due WHERE month > '2026-12-31'") == [
        (date(2027, 1, 1), 10_000),
        (date(2027, 2, 1), 15_000),
    ]


def test_the_rows_for_a_new_contract_are_plain_values() -> None:
    rows = writes.due_rows(
        "000000293",
        scheme="skk",
        formed_on=date(2026, 12, 1),
        months=[Month(2026, 12)],
        yen=Yen(5_000),
        debit_on=date(2026, 12, 18),
    )

    assert rows == [("000000293", date(2026, 12, 1), 5_000, date(2027, 2, 28), date(2026, 12, 18))]

"""Mandates on paper: taken once, and answered weeks later in the file of a day of their own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from kyosai.formats.account_registration import daily_file
from kyosai.formats.account_registration.daily_file import MandateResult
from outside_world import bank_days, faults, signing
from outside_world.world import World
from tests.outside_world import hub_steps

Freeze = Callable[[datetime], None]
NOON = datetime(2026, 10, 20, 12, 0, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def at_noon(frozen: Freeze) -> None:
    frozen(NOON)


def paper(world: World, number: str = "1", **changed: str) -> dict[str, str]:
    return {
        "consignor_code": "0000123456",
        "request_id": f"{number:>020}",
        "customer_no": f"{number:>020}",
        "name_kana": "ﾐﾎﾝｼﾖｳｼﾞ",
        "bank_code": "9901",
        "branch_code": "001",
        "acct_type": "1",
        "acct_no": "1234567",
        "timestamp": world.clock.now().isoformat(),
    } | changed


def hand_in(client: FlaskClient, world: World, fields: dict[str, str]) -> Any:
    by = {"X-Signature": signing.signature(fields, key=world.hub_key)}
    return client.post("/hub/papers", json=fields, headers=by)


def answers(
    client: FlaskClient, world: World, frozen: Freeze, *, days: int = 40
) -> dict[date, list[MandateResult]]:
    """Return what the files of so many days say."""
    frozen(NOON + timedelta(days=days + 1))
    found = {}
    for distance in range(days):
        day = NOON.date() + timedelta(days=distance)
        content = hub_steps.day_file(client, world, day.isoformat()).data
        found[day] = daily_file.read_day(content, day=day)
    return {day: rows for day, rows in found.items() if rows}


def test_the_bank_answers_after_two_to_four_weeks_on_a_day_it_is_open(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    for number in range(1, 20):
        assert hand_in(client, world, paper(world, str(number))).status_code == 201

    found = answers(client, world, frozen)

    assert sum(len(rows) for rows in found.values()) == 19
    assert all(row.is_registered for rows in found.values() for row in rows)
    waited = [(day - NOON.date()).days for day in found]
    assert min(waited) >= 14 and max(waited) <= 31 and len(found) > 5
    assert all(bank_days.is_open(day) for day in found)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"acct_no": "9000012"}, "12"),
        ({"acct_no": "9000013"}, "13"),
        ({"acct_no": "9000016"}, "16"),
        ({"acct_no": "9000017"}, "17"),
        ({"bank_code": "0042"}, "13"),
    ],
    ids=["名義相違", "口座なし", "印鑑相違", "記入漏れ", "知らない銀行"],
)
def test_a_flawed_paper_comes_back_with_its_reason(
    client: FlaskClient, world: World, frozen: Freeze, changed: dict[str, str], code: str
) -> None:
    hand_in(client, world, paper(world, **changed))

    ((row,),) = answers(client, world, frozen).values()

    assert (row.code, row.account_number) == (code, "")


def test_a_wrong_seal_can_be_switched_on(client: FlaskClient, world: World, frozen: Freeze) -> None:
    faults.switch(world.memory, "paper.wrong_seal", on=True, times=1)
    hand_in(client, world, paper(world, "1"))
    hand_in(client, world, paper(world, "2"))

    codes = [row.code for rows in answers(client, world, frozen).values() for row in rows]

    assert sorted(codes) == ["00", "16"]


def test_a_lost_paper_is_never_answered(client: FlaskClient, world: World, frozen: Freeze) -> None:
    faults.switch(world.memory, "paper.lost", on=True)
    hand_in(client, world, paper(world))

    assert answers(client, world, frozen) == {}


def test_the_same_paper_twice_is_one_and_another_under_its_number_is_refused(
    client: FlaskClient, world: World
) -> None:
    first, again = hand_in(client, world, paper(world)), hand_in(client, world, paper(world))
    other = hand_in(client, world, paper(world, acct_no="7654321"))

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert first.get_json() == again.get_json()


@pytest.mark.parametrize("wrong", [{"bank_code": "1"}, {"acct_type": "7"}, {"timestamp": "x"}])
def test_what_is_not_well_formed_is_not_taken(
    client: FlaskClient, world: World, wrong: dict[str, str]
) -> None:
    assert hand_in(client, world, paper(world, **wrong)).status_code == 400


def test_a_paper_nobody_signed_is_not_taken(client: FlaskClient, world: World) -> None:
    assert client.post("/hub/papers", json=paper(world)).status_code == 401

"""The hub's file of a day: there from 16:00, complete, and the same ever after."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from kyosai.formats.account_registration import daily_file
from outside_world import faults, signing
from outside_world.world import World
from tests.outside_world import hub_steps

Freeze = Callable[[datetime], None]
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def at_noon(frozen: Freeze) -> None:
    frozen(NOON)


def test_the_file_of_a_day_is_there_from_16_oclock(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    frozen(NOON.replace(hour=15, minute=59, second=59))
    assert hub_steps.day_file(client, world, "2026-12-01").status_code == 404

    frozen(NOON.replace(hour=16))
    answer = hub_steps.day_file(client, world, "2026-12-01")

    assert answer.status_code == 200
    assert answer.headers["X-Signature"] == signing.of_bytes(answer.data, key=world.hub_key)
    assert answer.data.decode("cp932").splitlines()[1:] == ["END,0"]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "calendar_day"),
    [(15, 59, "2026-12-01", "20261201"), (16, 0, "2026-12-02", "20261201"),
     (21, 30, "2026-12-02", "20261201")],
)  # fmt: skip
def test_what_is_registered_from_16_oclock_on_is_told_the_day_after(
    client: FlaskClient, world: World, frozen: Freeze, hour: int, minute: int, day: str,
    calendar_day: str,
) -> None:  # fmt: skip
    frozen(NOON.replace(hour=hour, minute=minute))
    hub_steps.agree(client, hub_steps.start(client, world))
    frozen(NOON + timedelta(days=3))

    rows = {
        each: hub_steps.day_file(client, world, each).data.decode("cp932").splitlines()[1:-1]
        for each in ("2026-12-01", "2026-12-02")
    }

    assert [each for each, lines in rows.items() if lines] == [day]
    assert rows[day][0].endswith(f",00,{calendar_day}")


def test_every_outcome_of_the_day_is_in_it(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    for number, account in (("REQ1", "7654321"), ("REQ2", "9000012"), ("REQ3", "9000032")):
        hub_steps.agree(client, hub_steps.start(client, world, number), account=account)
    left_open = hub_steps.start(client, world, "REQ4")
    frozen(NOON + timedelta(days=1))

    content = hub_steps.day_file(client, world, "2026-12-01").data
    rows = {row.request_id: row for row in daily_file.read_day(content, day=date(2026, 12, 1))}

    assert {number: row.code for number, row in rows.items()} == {
        "REQ1": "00", "REQ2": "12", "REQ3": "00",
    }  # fmt: skip
    assert rows["REQ1"].account_number == "7654321"
    assert rows["REQ1"].holder_kana == "ﾐﾎﾝ ﾊﾅｺ"
    assert rows["REQ2"].account_number == ""
    assert hub_steps.inquire(client, world, left_open)["status"] == "EXPIRED"


@pytest.mark.parametrize(
    ("account", "status", "code"),
    [("9000032", "REGISTERED", "00"), ("9000033", "REFUSED", "99")],
)
def test_a_silent_bank_is_known_when_the_file_is_there(
    client: FlaskClient, world: World, frozen: Freeze, account: str, status: str, code: str
) -> None:
    mandate_id = hub_steps.start(client, world)
    hub_steps.agree(client, mandate_id, account=account)

    before = hub_steps.inquire(client, world, mandate_id)
    frozen(NOON.replace(hour=16))
    after = hub_steps.inquire(client, world, mandate_id)

    assert (before["status"], before["code"]) == ("PENDING", "32")
    assert (after["status"], after["code"]) == (status, code)


def test_a_time_out_on_demand_is_registered_the_day_after(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    faults.switch(world.memory, "hub.time_out", on=True)
    mandate_id = hub_steps.start(client, world)
    hub_steps.agree(client, mandate_id)
    frozen(NOON + timedelta(days=1))

    content = hub_steps.day_file(client, world, "2026-12-01").data
    assert [row.code for row in daily_file.read_day(content, day=date(2026, 12, 1))] == ["00"]


def test_the_file_of_a_day_never_changes(client: FlaskClient, world: World, frozen: Freeze) -> None:
    hub_steps.agree(client, hub_steps.start(client, world, "REQ1"), account="9000032")
    frozen(NOON + timedelta(days=1))
    first = hub_steps.day_file(client, world, "2026-12-01").data
    hub_steps.agree(client, hub_steps.start(client, world, "REQ2"))
    frozen(NOON + timedelta(days=9))

    assert hub_steps.day_file(client, world, "2026-12-01").data == first


def test_the_file_needs_the_signature_and_a_date(client: FlaskClient, world: World) -> None:
    assert client.get("/hub/daily/2026-11-30").status_code == 401
    assert hub_steps.day_file(client, world, "yesterday").status_code == 400

"""Faults are named, switched, counted, and remembered over a restart."""

import pytest
from flask.testing import FlaskClient

from outside_world import faults
from outside_world.memory import Memory
from outside_world.server import TABLES
from outside_world.world import World


def test_a_fault_strikes_only_while_it_is_on(world: World) -> None:
    assert not faults.strikes(world.memory, "bank.late")

    faults.switch(world.memory, "bank.late", on=True)
    assert all(faults.strikes(world.memory, "bank.late") for _ in range(3))

    faults.switch(world.memory, "bank.late", on=False)
    assert not faults.strikes(world.memory, "bank.late")


def test_a_counted_fault_is_used_up_by_striking(world: World) -> None:
    faults.switch(world.memory, "bank.late", on=True, times=2)

    assert [faults.strikes(world.memory, "bank.late") for _ in range(3)] == [True, True, False]


def test_looking_at_a_fault_does_not_use_it_up(world: World) -> None:
    faults.switch(world.memory, "bank.late", on=True, times=1)

    assert faults.is_on(world.memory, "bank.late")
    assert faults.strikes(world.memory, "bank.late")


def test_an_unknown_fault_is_refused(world: World) -> None:
    with pytest.raises(faults.UnknownFault):
        faults.switch(world.memory, "bank.nonsense", on=True)


def test_faults_survive_a_restart(world: World) -> None:
    faults.switch(world.memory, "hub.replay", on=True)

    again = Memory(world.state / "outside.sqlite", tables=TABLES)

    assert faults.switched_on(again) == {"hub.replay": -1}


def test_faults_are_switched_by_json(client: FlaskClient) -> None:
    answer = client.post("/faults", json={"name": "mail.refused", "on": True, "times": 3})

    shown = {row["name"]: row for row in answer.get_json()["faults"]}
    assert (shown["mail.refused"]["on"], shown["mail.refused"]["remaining"]) == (True, 3)
    assert not shown["bank.late"]["on"]

    client.post("/faults", json={"all_off": True})
    assert not any(row["on"] for row in client.get("/faults").get_json()["faults"])


@pytest.mark.parametrize(
    "wish", [{}, [], {"name": "bank.nonsense", "on": True}, {"name": "bank.late", "on": "yes"},
             {"name": "bank.late", "on": True, "times": 0}, {"name": "bank.late"}],
)  # fmt: skip
def test_an_unclear_wish_switches_nothing(client: FlaskClient, wish: object) -> None:
    assert client.post("/faults", json=wish).status_code == 400
    assert not any(row["on"] for row in client.get("/faults").get_json()["faults"])

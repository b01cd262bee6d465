"""Notices of outcomes: told once, repeated until taken, and the ways they can go wrong."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from outside_world import faults, signing
from outside_world.application import application
from outside_world.bank.rounds import Rounds
from outside_world.hub import notices
from outside_world.world import World
from tests.outside_world import hub_steps

Ear = tuple[str, list[tuple[dict[str, str], bytes]], list[int]]


@pytest.fixture
def world(world: World, listening: Ear) -> World:
    return replace(world, portal_url=listening[0])


@pytest.fixture
def client(world: World) -> FlaskClient:
    return application(world, Rounds(world)).test_client()


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "PAUSES", (0, 0, 0, 0, 0))


def registered(client: FlaskClient, world: World, number: str = "REQ1") -> str:
    mandate_id = hub_steps.start(client, world, number)
    hub_steps.agree(client, mandate_id)
    return mandate_id


def heard(ear: Ear) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in ear[1]]


def test_an_outcome_is_told_once_and_signed(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    mandate_id = registered(client, world)
    notices.send_due(world)
    notices.send_due(world)

    (told,) = heard(listening)
    assert (told["mandate_id"], told["status"], told["code"]) == (mandate_id, "REGISTERED", "00")
    assert (told["acct_no_masked"], told["bank_code"]) == ("****567", "9901")
    assert signing.fits(told, given=listening[1][0][0]["X-Signature"], key=world.hub_key)


def test_a_notice_that_is_not_taken_is_repeated_five_times(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    listening[2].extend([500] * 10)
    registered(client, world)

    for _ in range(9):
        notices.send_due(world)

    assert len(heard(listening)) == 6


def test_a_notice_taken_at_the_third_time_is_not_repeated(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    listening[2].extend([500, 404])
    registered(client, world)

    for _ in range(9):
        notices.send_due(world)

    assert len(heard(listening)) == 3


def test_nobody_listening_is_no_trouble(client: FlaskClient, world: World) -> None:
    fields = hub_steps.request_of(world, notify_url=f"{world.portal_url}/")
    fields["notify_url"] = f"{world.portal_url}/x"
    registered(client, world)
    world.memory.write("UPDATE notice SET address = 'http://127.0.0.1:9/'")

    assert notices.send_due(world) == 0
    assert world.memory.rows("SELECT tries, is_over FROM notice")[0]["tries"] == 1


@pytest.mark.parametrize(("fault", "times"), [("hub.notify_twice", 2), ("hub.notify_never", 0)])
def test_notices_go_wrong_on_demand(
    client: FlaskClient, world: World, listening: Ear, fault: str, times: int
) -> None:
    faults.switch(world.memory, fault, on=True)
    registered(client, world)
    notices.send_due(world)

    assert len(heard(listening)) == times


def test_a_notice_with_a_wrong_mac_on_demand(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    faults.switch(world.memory, "hub.wrong_mac", on=True)
    registered(client, world)
    notices.send_due(world)

    headers, body = listening[1][0]
    assert not signing.fits(json.loads(body), given=headers["X-Signature"], key=world.hub_key)


def test_a_refusal_is_told_without_an_account(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    hub_steps.agree(client, hub_steps.start(client, world), account="9000012")
    notices.send_due(world)

    (told,) = heard(listening)
    assert (told["status"], told["code"], told["acct_no_masked"]) == ("REFUSED", "12", "")


def test_what_a_silent_bank_has_done_is_not_told_yet(
    client: FlaskClient, world: World, listening: Ear
) -> None:
    hub_steps.agree(client, hub_steps.start(client, world), account="9000032")
    notices.send_due(world)

    assert heard(listening) == []

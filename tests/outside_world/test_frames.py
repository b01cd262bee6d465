"""The two of the treasury open a frame when the clock says that payments wait for one."""

import json
from collections.abc import Callable, Iterator
from time import monotonic, sleep

import pytest
from flask import Flask

from outside_world import faults
from outside_world.bank.rounds import Rounds
from outside_world.server import Server
from outside_world.workshop import moving
from outside_world.world import World
from tests.outside_world.conftest import free_port

Say = Callable[..., None]


@pytest.fixture
def pressed(app: Flask, rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the two were asked to approve, while the outside world runs."""
    found: list[str] = []
    app.extensions["approving"] = found.extend
    monkeypatch.setattr("outside_world.server.LOOK_EVERY", 0.05)
    server = Server(app, rounds, host="127.0.0.1", port=free_port(), mail_port=free_port())
    server.start()
    yield found
    server.stop()


@pytest.fixture
def say(world: World) -> Say:
    """Let the clock note what it waits for."""

    def note(*names: str) -> None:
        folder = world.clock.folder / "appointments"
        folder.mkdir(parents=True, exist_ok=True)
        told = {"seen": world.clock.now().isoformat(), "next": None, "unapproved": list(names)}
        draft = folder / ".clock.json.draft"
        draft.write_text(json.dumps(told))
        draft.replace(folder / "clock.json")

    return note


def _is_soon(true: Callable[[], bool]) -> bool:
    began = monotonic()
    while not true() and monotonic() - began < 5:
        sleep(0.02)
    return true()


def test_they_open_what_payments_wait_for_and_leave_files_to_the_moving_clock(
    pressed: list[str], say: Say
) -> None:
    say("Z91-skk-agency-2026-12-18-01.dat", "frame-skk")

    assert _is_soon(lambda: bool(pressed))
    assert set(pressed) == {"frame-skk"}


def test_switched_off_they_open_nothing(world: World, pressed: list[str], say: Say) -> None:
    faults.switch(world.memory, moving.ABSENT, on=True)
    say("frame-skk")
    sleep(0.5)
    before = list(pressed)

    faults.switch(world.memory, moving.ABSENT, on=False)

    assert before == []
    assert _is_soon(lambda: bool(pressed))

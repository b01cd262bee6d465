"""見本の郵便 — a form written by hand lies on the mail room's scanner, whole or not at all."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from flask.testing import FlaskClient

from outside_world.application import application
from outside_world.bank.rounds import Rounds
from outside_world.scanner import writing
from outside_world.world import World
from tests.procedures.paper import scans


@pytest.fixture
def post_office(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    there = replace(world, scanner=tmp_path / "mail_room", font=scans.FONT)
    blank = scans.blank.written(scans.form())
    monkeypatch.setattr(httpx, "get", lambda *_, **__: httpx.Response(200, content=blank))
    return application(there, Rounds(there)).test_client()


def test_a_letter_lies_on_the_scanner_with_its_card(
    post_office: FlaskClient, tmp_path: Path
) -> None:
    sent = post_office.post("/scanner", json={"form": "skk-101", "name": "例示　太郎"})

    lies = tmp_path / "mail_room" / "in" / sent.json["file"]
    assert sorted(each.name for each in lies.iterdir()) == ["1-form.jpg", "2-card.jpg"]
    assert all(each.read_bytes().startswith(b"\xff\xd8\xff") for each in lies.iterdir())
    assert not list((tmp_path / "mail_room" / "in").glob("*.part"))


def test_a_form_nobody_prints_is_not_written_on(post_office: FlaskClient) -> None:
    assert post_office.post("/scanner", json={"form": "skk-999"}).status_code == 400


def test_two_people_write_differently_and_one_the_same() -> None:
    printed = scans.blank.written(scans.form())
    hands = [
        writing.filled_in(printed, "skk-101", says={}, font=scans.FONT, seed=seed)
        for seed in (1, 1, 2)
    ]

    assert hands[0] == hands[1] != hands[2]

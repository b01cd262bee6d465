"""見本の世界: the panel shows what is there, and its forms do what their buttons say."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from outside_world import faults
from outside_world.application import application
from outside_world.bank import accounts, answers
from outside_world.bank.rounds import Rounds
from outside_world.business_time import write_whole
from outside_world.workshop import parts, staff
from outside_world.world import World

Freeze = Callable[[datetime], None]


class Fields(HTMLParser):
    """Collects labels and the fields they belong to."""

    def __init__(self) -> None:
        super().__init__()
        self.labelled: set[str] = set()
        self.fields: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "label":
            self.labelled.add(given["for"] or "")
        if tag in ("input", "select") and given.get("type") != "hidden":
            self.fields.append(given.get("id") or "")


def test_the_panel_shows_people_accounts_faults_and_the_way_elsewhere(client: FlaskClient) -> None:
    page = client.get("/panel").text

    for words in ("見本　花子", "9100001", "資金不足", "http://portal.test/", "わざと起こす故障",
                  "7999901000001"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("path", ["/panel", "/etax/", "/mail/"])
def test_every_field_has_its_label(client: FlaskClient, path: str) -> None:
    fields = Fields()
    fields.feed(client.get(path).text)

    assert fields.fields
    assert set(fields.fields) <= fields.labelled
    assert len(set(fields.fields)) == len(fields.fields)


def test_the_clock_is_moved_by_a_button(client: FlaskClient, world: World, frozen: Freeze) -> None:
    before = world.clock.now()

    answer = client.post("/panel/clock", data={"by": "hour"})

    assert answer.status_code == 303
    assert world.clock.now() == before + timedelta(hours=1)
    client.post("/panel/clock", data={"by": "day"})
    assert world.clock.now() == before + timedelta(days=1, hours=1)
    client.post("/panel/clock", data={"to": "2026-12-09T16:00"})
    assert "2026年12月9日（水）16:00" in client.get("/panel").text


@pytest.mark.parametrize("to", ["", "yesterday", "2026-11-30T10:00", "2099-01-01T00:00"])
def test_a_time_that_cannot_be_is_said_so(client: FlaskClient, frozen: Freeze, to: str) -> None:
    answer = client.post("/panel/clock", data={"to": to})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_ticked_faults_are_on_and_all_others_off(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "bank.late", on=True)

    client.post("/panel/faults", data={"fault": ["hub.replay", "mail.refused"]})

    assert set(faults.switched_on(world.memory)) == {"hub.replay", "mail.refused"}


def test_an_account_is_changed_by_a_form(client: FlaskClient, world: World) -> None:
    form = {"bank_code": "9901", "branch_code": "101", "acct_type": "1", "acct_no": "7777777"}

    client.post("/panel/accounts", data=form | {"state": "short"})
    assert client.post("/panel/accounts", data=form | {"acct_no": "7"}).status_code == 422
    client.post("/panel/profile", data={"mode": "assumed"})

    assert accounts.states(world.memory) == {("9901", "101", "1", "7777777"): "short"}
    assert answers.profile(world.memory) == ("assumed", 1)


def test_the_parts_are_shown_as_they_are(tmp_path: Path) -> None:
    told = {"parts": {"clock": {"pid": os.getpid(), "url": ""}, "gone": {"pid": 0, "url": ""},
                      "deaf": {"pid": 0, "url": "http://127.0.0.1:9/"}}}  # fmt: skip
    write_whole(tmp_path / "parts.json", told)

    found = {part.name: part.is_alive for part in parts.read(tmp_path / "parts.json")}

    assert found == {"clock": True, "gone": False, "deaf": False}
    assert parts.read(tmp_path / "missing.json") == []


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")],
)
def test_one_time_codes_are_those_of_the_published_examples(seconds: int, code: str) -> None:
    # RFC 6238, appendix B, the last six of its eight digits.
    assert staff.totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds=seconds) == code


def test_sample_staff_are_shown_with_their_code(world: World, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    row = {"name": "審査 明", "username": "akira", "password": "word", "desk": "enrolment",
           "totp_secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}  # fmt: skip
    (keys / "sample_staff.json").write_text(json.dumps([row]))
    world = replace(world, keys=keys)

    page = application(world, Rounds(world)).test_client().get("/panel").text

    assert all(words in page for words in ("審査 明", "akira", "word"))
    assert re.search(r"<td>[0-9]{6}</td>", page)


def test_a_form_from_another_site_is_refused(client: FlaskClient) -> None:
    answer = client.post("/faults", json={"all_off": True}, headers={"Origin": "http://evil.test"})

    assert answer.status_code == 403


def test_every_page_says_that_it_is_a_sample(client: FlaskClient) -> None:
    for path in ("/panel", "/etax/", "/mail/", "/nothing/here"):
        assert "見本です。実在の機関の画面ではありません" in client.get(path).text

"""The portal with partners that answer at once, at 2026-10-01 20:14 of business time."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from kyosai.doors.portal import partners
from kyosai.doors.portal.mine import asking
from kyosai.wires.account_registration.fake import FakeHub
from kyosai.wires.cleaning.fake import FakeCleaning
from kyosai.wires.corporate_numbers.fake import FakeRegister
from kyosai.wires.daa.fake import SAMPLE, FakeDaa, FakeSigning
from kyosai.wires.gbizid.fake import FakeGbizId

EVENING = datetime.fromisoformat("2026-10-01T20:14:00+09:00")


@pytest.fixture(autouse=True)
def at(settings: Any, tmp_path: Any, state: Any) -> Any:
    """Move business time; the default is the evening of the story."""
    settings.CLOCK_FOLDER = str(tmp_path)
    settings.WORKSHOP = True

    def move(moment: datetime) -> None:
        offset = (moment - datetime.now(UTC)).total_seconds()
        (tmp_path / "business-time.json").write_text(json.dumps({"offset_seconds": offset}))

    move(EVENING)
    return move


@pytest.fixture(autouse=True)
def daa(monkeypatch: Any) -> FakeDaa:
    fake = FakeDaa()
    monkeypatch.setattr(partners, "daa", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def signing(monkeypatch: Any) -> FakeSigning:
    fake = FakeSigning()
    monkeypatch.setattr(partners, "signing", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def gbizid(monkeypatch: Any) -> FakeGbizId:
    fake = FakeGbizId()
    monkeypatch.setattr(partners, "gbizid", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def companies(monkeypatch: Any) -> FakeRegister:
    fake = FakeRegister()
    monkeypatch.setattr(partners, "register", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def hub(monkeypatch: Any) -> FakeHub:
    fake = FakeHub()
    monkeypatch.setattr(partners, "hub", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def cleaning(monkeypatch: Any) -> FakeCleaning:
    fake = FakeCleaning()
    monkeypatch.setattr(partners, "rebuild", fake.rebuild)
    return fake


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: Any) -> Iterator[None]:
    monkeypatch.setattr(asking, "POLLS", 1)
    monkeypatch.setattr(asking, "sleep", lambda seconds: None)
    yield


@pytest.fixture
def hanako(client: Client, db: Any, daa: FakeDaa) -> Client:
    """見本 花子, signed in."""
    return signed_in(client)


@pytest.fixture
def somebody_else(db: Any, daa: FakeDaa) -> Client:
    """Another person, signed in with another card."""
    daa.person = replace(SAMPLE, sub="another", name="例示　次郎")
    other = signed_in(Client())
    daa.person = SAMPLE
    return other


@pytest.fixture
def seiki(db: Any, gbizid: FakeGbizId) -> Client:
    """見本精機株式会社, signed in by its representative's prime account."""
    return signed_in_for_company(Client())


def signed_in(client: Client) -> Client:
    sent = client.post("/sign-in/begin/", {"next": "/join/"})
    client.get(sent["Location"].partition("8000")[2])
    return client


def signed_in_for_company(client: Client) -> Client:
    sent = client.post("/sign-in/gbizid/begin/")
    client.get(sent["Location"].partition("8000")[2])
    return client

"""口座の登録 — the hub is believed, the address bar is not."""

import pytest
from django.test import Client

from kyosai.doors.portal.mandate import registration
from kyosai.exchange.messages.inbound import AccountChange
from kyosai.exchange.messages.mandate_notices import MandateNotice
from kyosai.formats.account_registration.messages import MEANINGS
from kyosai.wires.account_registration.fake import FakeHub
from kyosai.wires.account_registration.hub import Hub, HubConfig
from kyosai.wires.failure import Unreachable
from tests.doors.portal import fake_core, joining


@pytest.fixture
def at_the_bank(hanako: Client, hub: FakeHub) -> str:
    """見本 花子 has been sent to the bank; the number of her mandate."""
    hanako.post("/join/kana/", joining.ANSWERS["kana"])
    hanako.post("/join/account/start/")
    return next(iter(hub.states))


def test_a_browser_closed_at_the_bank_loses_nothing(hanako: Client, at_the_bank: str) -> None:
    assert "登録の結果を確認する" in hanako.get("/join/account/").content.decode()

    hanako.post("/bank/result/enrolment/")

    assert "口座を登録しました" in hanako.get("/join/account/").content.decode()


@pytest.mark.parametrize("code", [code for code in MEANINGS if code not in ("00", "91", "99")])
def test_every_refusal_of_the_bank_says_what_to_do(
    hanako: Client, hub: FakeHub, at_the_bank: str, code: str
) -> None:
    hub.refuse(at_the_bank, code=code)
    hanako.post("/bank/result/enrolment/")

    page = hanako.get("/join/account/").content.decode()

    assert MEANINGS[code] in page
    assert registration.words({"code": code, "status": "REFUSED"})[1] in page
    assert "口座を登録しました" not in page
    assert hanako.get("/join/check/").status_code == 302


def test_an_address_that_says_registered_is_not_believed(
    hanako: Client, hub: FakeHub, at_the_bank: str
) -> None:
    hub.refuse(at_the_bank, code="12")

    hanako.get(f"/bank/return/?mandate_id={at_the_bank}&status=REGISTERED&code=00")

    assert "口座名義が一致しません" in hanako.get("/join/account/").content.decode()


def test_a_hub_that_is_away_is_said_plainly(
    hanako: Client, hub: FakeHub, at_the_bank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(mandate_id: str) -> None:
        raise Unreachable

    monkeypatch.setattr(hub, "inquire", nobody)

    page = hanako.post("/bank/result/enrolment/")

    assert page.status_code == 503
    assert "つながりません" in page.content.decode()


def test_the_hubs_own_notice_is_sealed_for_the_core(
    hanako: Client, client: Client, at_the_bank: str
) -> None:
    answer = client.post("/bank/notify/", at_the_bank, content_type="application/json")

    assert answer.status_code == 200
    notice = fake_core.arrived("mandate_notice")[0].message
    assert isinstance(notice, MandateNotice)
    assert notice.mandate_id == at_the_bank and notice.status == "REGISTERED"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"9" * 30_000, b'{"a":1}'])
def test_a_notice_nobody_signed_is_refused(
    client: Client, db: object, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    from kyosai.doors import today
    from kyosai.doors.portal import partners

    real = Hub(HubConfig("http://127.0.0.1:1", "0000123456", b"secret", today.now))
    monkeypatch.setattr(partners, "hub", lambda: real)

    answer = client.post("/bank/notify/", body, content_type="application/json")

    assert answer.status_code == 401
    assert not fake_core.arrived()


def test_a_changed_account_is_sent_once(hanako: Client) -> None:
    sent = hanako.post("/change-account/", {"kana": "ミホン ハナコ"})
    back = hanako.get(sent["Location"].partition("8000")[2])
    assert back["Location"] == "/change-account/"
    page = hanako.get("/change-account/").content.decode()
    assert "この口座に変える" in page and "2026年10月19日（月）から" in page

    first = hanako.post("/change-account/send/")
    second = hanako.post("/change-account/send/")

    assert first["Location"] == second["Location"]
    (change,) = fake_core.arrived("account_change")
    assert isinstance(change.message, AccountChange)
    assert change.message.mandate.status == "REGISTERED"

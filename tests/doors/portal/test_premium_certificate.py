"""控除証明書 — what it says, its two files, a new issue and a delivery, each asked for once."""

from base64 import b64encode
from typing import Any

import pytest
from django.test import Client

from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from tests.doors.portal import fake_core

pytestmark = pytest.mark.django_db
ADDRESS = "/mine/premium-certificate/"
CODE = "D-00000001-95"
BOX = "012345678901"
ISSUED = {
    "code": CODE, "issued_on": "2026-11-16", "paid": 700_000, "paid_until": 10,
    "planned": 140_000, "planned_from": 11, "planned_until": 12, "discounts": 0,
    "total": 840_000, "name": "吉田　花子", "why": "",
    "deliveries": [
        {"box": "0123…", "asked_at": "2026-11-16T10:00:00+09:00",
         "words": "受取番号が見つかりません", "is_good": False},
    ],
}  # fmt: skip
SEASON = {"year": 2026, "opens_on": "2027-10-01", "why_not": "", "issued": [ISSUED]}
FILE = {"filename": "x", "media": "application/xml", "content": b64encode(b"<TEG850/>").decode()}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.portal.mine.asking.POLLS", 1)


def shown(client: Client, address: str, **payloads: dict[str, Any]) -> Any:
    waiting = client.get(address)
    fake_core.show(payloads)
    return client.get(waiting.context["refresh"]["url"])


def test_it_says_the_figures_and_where_it_went(hanako: Client) -> None:
    page = shown(hanako, ADDRESS, premium_certificate=SEASON).text

    assert "840,000円" in page and "700,000円" in page and "（10月まで）" in page
    assert "吉田　花子" in page and "受取番号が見つかりません" in page


def test_why_there_is_none_is_said(hanako: Client) -> None:
    refused = SEASON | {"why_not": "この年に納めた掛金がありません。", "issued": []}

    assert "納めた掛金がありません" in shown(hanako, ADDRESS, premium_certificate=refused).text


def test_a_file_is_handed_over_and_not_kept(hanako: Client) -> None:
    answer = shown(hanako, f"{ADDRESS}{CODE}/xml/", premium_certificate_file=FILE)

    assert answer.content == b"<TEG850/>"
    assert answer["Content-Disposition"] == f'attachment; filename="kojo-{CODE}.xml"'
    assert "no-store" in answer["Cache-Control"]


def test_a_file_of_somebody_else_or_of_another_kind_is_not_found(hanako: Client) -> None:
    stranger = shown(hanako, f"{ADDRESS}{CODE}/pdf/", premium_certificate_file={"unknown": True})

    assert stranger.status_code == 404
    assert hanako.get(f"{ADDRESS}{CODE}/exe/").status_code == 404
    assert hanako.get(f"{ADDRESS}S-00000001-95/xml/").status_code == 404


def test_pressed_twice_it_is_asked_for_once(hanako: Client) -> None:
    first = hanako.post(f"{ADDRESS}{CODE}/again/", follow=True)
    hanako.post(f"{ADDRESS}{CODE}/again/")

    (arrived,) = fake_core.arrived(PremiumCertificateRequest.kind)
    assert isinstance(arrived.message, PremiumCertificateRequest)
    assert (arrived.message.wish, arrived.message.code) == ("again", CODE)
    assert "控除証明書の手続き" in first.text


def test_a_box_number_is_read_in_any_width_and_a_wrong_one_is_told(hanako: Client) -> None:
    wrong = hanako.post(f"{ADDRESS}{CODE}/deliver/", {"box": "123"})
    hanako.post(f"{ADDRESS}{CODE}/deliver/", {"box": "０１２３４５６７８９０１"})

    (arrived,) = fake_core.arrived(PremiumCertificateRequest.kind)
    assert isinstance(arrived.message, PremiumCertificateRequest)
    assert (arrived.message.wish, arrived.message.box) == ("deliver", BOX)
    assert "受取番号は12けたの数字です" in wrong.text


def test_who_is_not_signed_in_is_led_to_the_door(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302


def test_anybody_checks_a_code(client: Client) -> None:
    waiting = client.post("/certificate/", {"number": "d-00000001-95"})
    told = {
        "valid": True, "number": CODE, "year": 2026, "issued_on": "2026-11-16",
        "state": "有効", "is_replaced": False,
    }  # fmt: skip
    fake_core.show({"certificate": told})

    page = client.get(waiting.url).text

    assert "この控除証明書は本物です" in page and "2026年分" in page

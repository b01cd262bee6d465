"""連絡先を直す（X06） — one page, everything on it, and what was wrong with an answer."""

import pytest
from django.test import Client

from kyosai.exchange.messages.contact import ContactChange
from tests.doors.portal import fake_core

RIGHT = {
    "address": "〒000-0000 東京都架空区見本町1丁目2番3号",
    "email": "hanako@example.jp",
    "phone": "090-0000-0000",
    "way": "paper",
}


def test_the_right_address_and_the_wish_go_to_the_core(hanako: Client) -> None:
    answer = hanako.post("/mine/contact/", RIGHT)

    (arrived,) = fake_core.arrived("contact_change")
    assert isinstance(arrived.message, ContactChange)
    assert (arrived.message.address, arrived.message.way) == (RIGHT["address"], "paper")
    assert arrived.message.phone == "09000000000"
    assert answer.headers["Location"].startswith("/mine/receipts/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param({"address": ""}, "住所を入力してください。", id="住所がない"),
        pytest.param({"email": "x"}, "メールアドレスの形を確かめてください。", id="メールの形"),
        pytest.param({"way": ""}, "受け取り方を選んでください。", id="選んでいない"),
    ],
)
def test_what_is_missing_is_said_at_once(hanako: Client, wrong: dict[str, str], said: str) -> None:
    page = hanako.post("/mine/contact/", RIGHT | wrong)

    assert page.status_code == 200 and said in page.content.decode()
    assert fake_core.arrived("contact_change") == []


def test_whom_letters_do_not_reach_is_asked_for_the_right_address(hanako: Client) -> None:
    waiting = hanako.get("/mine/").content.decode()
    position = fake_core.EVERYTHING["position"]
    trouble = {"way": "paper", "troubles": ["paper"], "waiting": 2}
    fake_core.show({"position": position | {"contact": trouble}})

    again = waiting.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")
    page = hanako.get(again).content.decode()

    assert "住所に手紙が届きませんでした" in page and "待っている手紙：2通" in page
    assert "/mine/contact/" in page


def test_nobody_is_asked_who_is_not_signed_in(client: Client) -> None:
    assert client.get("/mine/contact/").status_code == 302

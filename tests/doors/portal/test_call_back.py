"""折り返しの電話の予約 — half hours from the core, one wish back, plain words if there are none."""

from django.test import Client

from kyosai.exchange.messages.call_backs import CallBackWish
from tests.doors.portal import fake_core

SHOWN = {
    "slots": ["2026-10-26T11:00:00+09:00", "2026-10-27T09:00:00+09:00"],
    "topics": {"loan": "貸付けと返済"},
    "promised": "",
    "phone_end": "1234",
}


def page(visitor: Client, **changes: object) -> str:
    first = visitor.get("/contact/call-back/")
    fake_core.show({"call_backs": SHOWN | changes})
    return visitor.get(first.context["refresh"]["url"]).content.decode()


def test_a_half_hour_of_the_list_is_wished_for(hanako: Client) -> None:
    shown = page(hanako)

    answer = hanako.post("/contact/call-back/", {"starts_at": SHOWN["slots"][0], "topic": "loan"})

    assert "末尾 1234" in shown and "2026年10月27日（火） 09:00" in shown
    (arrived,) = fake_core.arrived("call_back")
    assert isinstance(arrived.message, CallBackWish)
    assert (arrived.message.starts_at, arrived.message.topic) == (SHOWN["slots"][0], "loan")
    assert answer.headers["Location"].startswith("/mine/receipts/")


def test_whoever_waits_for_a_call_sees_when(hanako: Client) -> None:
    shown = page(hanako, promised="2026-10-26T11:00:00+09:00")

    assert "お電話のお約束があります" in shown and "<select" not in shown


def test_what_was_not_chosen_is_said(hanako: Client) -> None:
    answer = hanako.post("/contact/call-back/", {"starts_at": "soon", "topic": ""})

    assert answer.status_code == 200
    assert "時間を選んでください。" in answer.content.decode()
    assert fake_core.arrived("call_back") == []


def test_the_page_is_for_those_who_signed_in(client: Client) -> None:
    assert "call-back" in client.get("/contact/").content.decode()
    assert client.get("/contact/call-back/").status_code == 302

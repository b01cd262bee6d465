"""郵便受け: what comes by SMTP is kept and shown as text, never as markup."""

import smtplib
from email.message import EmailMessage

import httpx
import pytest
from flask.testing import FlaskClient

from outside_world import faults
from outside_world.mailbox import letters, sink
from outside_world.world import World
from tests.outside_world.conftest import free_port


def letter(**changed: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = changed.get("subject", "加入の申込みを受け付けました")
    made["From"], made["To"] = "kyosai@example.test", "hanako@example.test"
    made["X-Kyosai-Key"], made["Message-ID"] = "notice:1", "<notice-1@example.test>"
    made.set_content(changed.get("body", "お知らせがあります。\nhttp://portal.test/inbox\n"))
    return made


def keep(world: World, **changed: str) -> None:
    letters.keep(
        world.memory, letter(**changed).as_bytes(), sender="kyosai@example.test",
        recipients=["hanako@example.test"], at="2026-12-01T10:00:00+09:00",
    )  # fmt: skip


def test_a_mail_sent_by_smtp_is_in_the_mailbox(world: World, client: FlaskClient) -> None:
    port = free_port()
    listener = sink.listener(world, host="127.0.0.1", port=port)
    listener.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as post:
            post.send_message(letter())
            post.send_message(letter())
    finally:
        listener.stop()

    told = client.get("/mail/messages.json").get_json()["messages"]
    assert [row["message_id"] for row in told] == ["<notice-1@example.test>"] * 2
    assert told[0]["subject"] == "加入の申込みを受け付けました"
    assert told[0]["body"].startswith("お知らせがあります。")
    assert (told[0]["key"], told[0]["recipient"]) == ("notice:1", "hanako@example.test")


def test_a_refused_mail_may_come_again(world: World) -> None:
    faults.switch(world.memory, "mail.refused", on=True, times=1)
    port = free_port()
    listener = sink.listener(world, host="127.0.0.1", port=port)
    listener.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as post:
            with pytest.raises(smtplib.SMTPDataError) as refused:
                post.send_message(letter())
            post.send_message(letter())
    finally:
        listener.stop()

    assert refused.value.smtp_code == 451
    assert len(letters.inbox(world.memory)) == 1


def test_a_mail_to_an_address_that_is_gone_is_refused_for_good(
    world: World, client: FlaskClient
) -> None:
    client.post("/mail/closed", data={"address": "hanako@example.test"})
    port = free_port()
    listener = sink.listener(world, host="127.0.0.1", port=port)
    listener.start()
    try:
        with (
            smtplib.SMTP("127.0.0.1", port) as post,
            pytest.raises(smtplib.SMTPRecipientsRefused) as refused,
        ):
            post.send_message(letter())
    finally:
        listener.stop()

    assert [code for code, _ in refused.value.recipients.values()] == [550]
    assert letters.inbox(world.memory) == []


def test_markup_in_a_mail_is_shown_as_text(world: World, client: FlaskClient) -> None:
    keep(world, subject="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")

    for page in (client.get("/mail/").text, client.get("/mail/1").text):
        assert "<script>" not in page
        assert "<img" not in page
    assert "&lt;img" in client.get("/mail/1").text


def test_a_link_in_a_mail_can_be_followed(world: World, client: FlaskClient) -> None:
    keep(world)

    assert 'href="http://portal.test/inbox"' in client.get("/mail/1").text


def test_the_mailbox_is_narrowed_by_address_and_number(world: World, client: FlaskClient) -> None:
    keep(world)
    keep(world)

    def count(query: str) -> int:
        return len(client.get(f"/mail/messages.json{query}").get_json()["messages"])

    assert [count(""), count("?to=hanako@example.test"), count("?to=x"), count("?after=1")] == [
        2, 2, 0, 1,
    ]  # fmt: skip


def test_a_mail_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/mail/99").status_code == 404


def test_a_running_world_takes_mail_and_shows_it(running: World) -> None:
    shown = httpx.get(f"{running.base_url}/mail/messages.json", trust_env=False)

    assert shown.json() == {"messages": []}

"""A letter is plain, goes to one address, and carries its number."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.mail import fake, post
from kyosai.wires.mail.post import Mail, MailConfig

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


class Box:
    """Takes letters, or refuses them with an answer."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.answer = "250 OK"
        self.at_address = "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.at_address

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.letters.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def box() -> Iterator[tuple[Box, Mail]]:
    taken = Box()
    server = Controller(taken, hostname="127.0.0.1", port=free_port())
    server.start()
    yield taken, Mail(MailConfig("127.0.0.1", server.port, clock=lambda: NOW))
    server.stop()


def send(mail: Mail, *, key: str = "accepted:K-1") -> None:
    mail.send("hanako@mihon.example", "加入を承諾しました", "お知らせがあります。\n", key)


def test_a_letter_arrives_as_it_was_written(box: tuple[Box, Mail]) -> None:
    taken, mail = box

    send(mail)

    envelope = taken.letters[0]
    letter = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["hanako@mihon.example"]
    assert letter["Subject"] == "加入を承諾しました"
    assert letter["From"].addresses[0].display_name == "小規模企業共済 オンライン窓口"
    assert letter["Date"].datetime == NOW
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().splitlines() == ["お知らせがあります。"]


def test_the_same_letter_again_can_be_told(box: tuple[Box, Mail]) -> None:
    taken, mail = box

    send(mail)
    send(mail)
    send(mail, key="another")

    numbers = [message_from_bytes(each.content)["Message-ID"] for each in taken.letters]
    assert numbers[0] == numbers[1] != numbers[2]
    assert "K-1" not in numbers[0]


@pytest.mark.parametrize(
    ("at_address", "answer", "failure"),
    [
        ("550 no such user", "250 OK", Rejected),
        ("451 try later", "250 OK", Unreachable),
        ("250 OK", "554 refused", Rejected),
        ("250 OK", "452 full", Unreachable),
    ],
)
def test_a_lasting_no_is_told_from_a_passing_one(
    box: tuple[Box, Mail], at_address: str, answer: str, failure: type[Exception]
) -> None:
    taken, mail = box
    taken.at_address, taken.answer = at_address, answer

    with pytest.raises(failure):
        send(mail)


def test_a_server_that_is_away_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        send(Mail(MailConfig("127.0.0.1", free_port(), clock=lambda: NOW)))


def test_a_server_that_says_nothing_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        silent = Thread(target=server.accept, daemon=True)
        silent.start()
        with pytest.raises(Unreachable):
            send(Mail(MailConfig("127.0.0.1", server.getsockname()[1], clock=lambda: NOW)))


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("a@b.example\r\nBcc: all@b.example", "x"),
        ("a@b.example, c@d.example", "x"),
        ("花子@b.example", "x"),
        ("a", "x"),
        ("", "x"),
        ("a@b.example", "x\r\nBcc: all@b.example"),
        ("..@b.example", "x"),
        ("a@例え.example", "x"),
        ("a@b.example", "x\u202egpj"),
        ("a@b.example", "x\x1b[2J"),
    ],
)
def test_a_letter_cannot_be_turned_into_another(to: str, subject: str) -> None:
    config = MailConfig("127.0.0.1", 1, clock=lambda: NOW)

    with pytest.raises(Rejected):
        post.written(config, to, subject, "x", "key")


def test_the_fake_plays_the_same_part() -> None:
    mail = fake.FakeMail()
    mail.send("a@b.example", "x", "y", "key")

    assert mail.sent == [fake.Letter("a@b.example", "x", "y", "key")]
    mail.failure = Unreachable("away")
    with pytest.raises(Unreachable):
        mail.send("a@b.example", "x", "y", "key")

"""The relay lets nobody in without the one certificate, and nothing forged goes through it."""

import json
import os
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from kyosai.basis import identifiers
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import Town, part


def _dialled(town: Town, certificate: tuple[Path, Path] | None, **how: Any) -> ssl.SSLSocket:
    told = json.loads((town.state / "parts.json").read_text())["ports"]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    tls.maximum_version = how.get("version", ssl.TLSVersion.TLSv1_3)
    if certificate:
        tls.load_cert_chain(*certificate)
    return tls.wrap_socket(socket.create_connection((told["internet_host"], told["relay"]), 5))


def _said(line: ssl.SSLSocket, content: bytes) -> bytes:
    line.settimeout(5)
    line.sendall(content)
    return line.recv(4096)


def _own(town: Town) -> tuple[Path, Path]:
    return town.state / "keys/courier.crt", town.state / "keys/courier.key"


def _forged(tmp_path: Path) -> tuple[Path, Path]:
    certificate, key = tmp_path / "forged.crt", tmp_path / "forged.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=courier", "-keyout", key, "-out", certificate, "-days", "2"],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


CALL = b'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 26\r\n\r\n{"limit": 1, "seconds": 0}'


@pytest.mark.parametrize("shown", ["なし", "にせもの", "中継自身のもの"])
def test_nobody_comes_in_with_another_certificate(town: Town, tmp_path: Path, shown: str) -> None:
    relays = town.state / "keys/relay.crt", town.state / "keys/relay.key"
    certificate = {"なし": None, "にせもの": _forged(tmp_path), "中継自身のもの": relays}[shown]

    with pytest.raises(OSError), _dialled(town, certificate) as line:
        if _said(line, CALL) == b"":
            raise OSError("hung up")


def test_an_old_tls_is_refused(town: Town) -> None:
    with pytest.raises(OSError):
        _dialled(town, _own(town), version=ssl.TLSVersion.TLSv1_2)


def test_plain_words_and_rubbish_are_hung_up_on(town: Town) -> None:
    told = json.loads((town.state / "parts.json").read_text())["ports"]
    for rubbish in (CALL, b"\x16\x03\x01" + bytes(500), b"\x80\x2e\x01", bytes(100_000)):
        with socket.create_connection((told["internet_host"], told["relay"]), 5) as line:
            line.settimeout(10)
            try:
                line.sendall(rubbish)
                assert b"HTTP/1.1" not in line.recv(4096)
            except OSError:
                pass


def test_silent_callers_keep_nobody_waiting(town: Town) -> None:
    told = json.loads((town.state / "parts.json").read_text())["ports"]
    silent = [socket.create_connection((told["internet_host"], told["relay"])) for _ in range(50)]
    began = monotonic()

    with _dialled(town, _own(town)) as line:
        assert b" 200 " in _said(line, CALL)

    assert monotonic() - began < 4
    for each in silent:
        each.close()


CALLS = {
    "JSONでない": (b"/bring", b"{"),
    "配列": (b"/bring", b"[]"),
    "知らない呼び出し": (b"/delete-everything", b"{}"),
    "上の階": (b"/../../bring", b"{}"),
    "欄の足りない伝言": (b"/bring", b'{"messages": [{"kind": "answer"}]}'),
    "文字の確認番号": (b"/acknowledge", b'{"numbers": ["1; DROP TABLE exchange_sent"]}'),
    "マイナスの数": (b"/wait", b'{"limit": -1, "seconds": -1}'),
    "とても大きい数": (b"/wait", b'{"limit": 1e400, "seconds": 0}'),
    "数でない数": (b"/wait", b'{"limit": NaN, "seconds": 0}'),
    "深い入れ子": (b"/bring", b"[" * 200_000),
    "署名のない返事": (b"/bring", json.dumps({"messages": [{
        "number": str(uuid4()), "kind": "answer", "body": "e30=", "signature": ""}]}).encode()),
}  # fmt: skip


@pytest.mark.parametrize(("path", "body"), CALLS.values(), ids=CALLS)
def test_a_call_that_cannot_be_read_is_refused_and_the_next_is_taken(
    town: Town, path: bytes, body: bytes
) -> None:
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (path, len(body))

    with _dialled(town, _own(town)) as line:
        answer = _said(line, head + body)
    with _dialled(town, _own(town)) as line:
        after = _said(line, CALL)

    assert answer.split(b" ")[1] in (b"200", b"400", b"404")
    assert b" 200 " in after
    assert town.sent.get("/mine/", follow=True).status_code == 200


@pytest.mark.parametrize("length", [b"-1", b"abc", b"99999999999", b"67108865"])
def test_a_lie_about_the_length_is_refused(town: Town, length: bytes) -> None:
    with _dialled(town, _own(town)) as line:
        answer = _said(
            line, b"POST /bring HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + b"\r\n\r\n"
        )

    assert b" 400 " in answer


def test_a_forged_answer_is_not_shown(town: Town) -> None:
    receipt = town.receipts["写真　待子"]
    content = json.dumps({"to": str(uuid4()), "receipt": receipt, "status": "accepted",
                          "at": "2026-10-01T21:00:00+09:00"}).encode()  # fmt: skip
    from base64 import b64encode

    message = {"number": str(uuid4()), "kind": "answer", "body": b64encode(content).decode(),
               "signature": b64encode(bytes(64)).decode()}  # fmt: skip
    body = json.dumps({"messages": [message]}).encode()
    head = b"POST /bring HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body)
    with _dialled(town, _own(town)) as line:
        _said(line, head + body)

    page = town.pictured.get(f"/mine/receipts/{receipt}/").text

    assert "契約が成立しました" not in page


def test_flipped_spliced_and_replayed_envelopes_have_no_effect(town: Town) -> None:
    before = _core(town, "SELECT count(*) FROM exchange_quarantined")
    with _standing_still(town, "courier"):
        _ask_for_a_certificate(town.stranger)
        stolen = _internet(town, "SELECT number FROM exchange_sent_body LIMIT 1")
        body = _internet(town, "SELECT sealed FROM exchange_sent_body WHERE number = %s", stolen)
        for place, spoiled in enumerate((body, body[:40] + bytes([body[40] ^ 1]) + body[41:])):
            _internet(town, COPIED, copy := uuid4(), 900_000 + place, stolen)
            _internet(town, LAID, copy, spoiled)

    _until(lambda: _core(town, "SELECT count(*) FROM exchange_quarantined") == before + 2)
    _until(lambda: _internet(town, "SELECT count(*) FROM exchange_sent_body") == 0)
    handled = _core(town, "SELECT count(*) FROM exchange_handled")
    _internet(town, LAID, stolen, body)
    _ask_for_a_certificate(town.stranger)  # the bell: the courier looks at both
    _until(lambda: _internet(town, "SELECT count(*) FROM exchange_sent_body") == 0)

    _until(lambda: _core(town, "SELECT count(*) FROM exchange_handled") == handled + 1)
    sleep(0.5)
    assert _core(town, "SELECT count(*) FROM exchange_handled") == handled + 1
    assert _core(town, "SELECT count(*) FROM exchange_quarantined") == before + 2


COPIED = """
INSERT INTO exchange_sent
    (number, sender, sequence, kind, version, algorithm, created_at, digest, signature)
SELECT %s, sender, %s, kind, version, algorithm, created_at, digest, signature
FROM exchange_sent WHERE number = %s
"""
LAID = "INSERT INTO exchange_sent_body (number, sealed) VALUES (%s, %s)"


def _ask_for_a_certificate(attacker: Attacker) -> None:
    number = identifiers.lettered_number("S", 1)
    assert attacker.post("/certificate/", {"number": number}).status_code == 302


def _internet(town: Town, sql: str, *values: object) -> Any:
    return _asked(town, "kyosai_internet", sql, *values)


def _core(town: Town, sql: str, *values: object) -> Any:
    return _asked(town, "kyosai_core", sql, *values)


def _asked(town: Town, database: str, sql: str, *values: object) -> Any:
    from kyosai.sites import wiring
    from kyosai.sites.workshop import postgres

    keys = wiring.Keys(town.state / "keys")
    server = postgres.Server(
        Path(), postgres.reachable(town.state / "postgres"), keys.text("postgres.secret")
    )
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        found = connection.execute(sql, values)
        row = found.fetchone() if found.description else None
        return row[0] if row else None


@contextmanager
def _standing_still(town: Town, name: str) -> Iterator[None]:
    pid = int(str(part(town.state, name)["pid"]))
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _until(condition: Any, *, seconds: float = 15) -> None:
    began = monotonic()
    while not condition():
        assert monotonic() - began < seconds, "it did not come to pass"
        sleep(0.1)

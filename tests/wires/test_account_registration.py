"""The hub is believed only where it signs, and the browser never."""

import hmac
import json
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from kyosai.formats.account_registration import signing
from kyosai.formats.account_registration.messages import Status
from kyosai.wires.account_registration import fake
from kyosai.wires.account_registration.hub import (
    AlreadyStarted,
    Hub,
    HubConfig,
    NotFromHub,
    NotReady,
)
from kyosai.wires.failure import Rejected, Unreachable

KEY = b"test-key-0001"
NOW = datetime(2026, 11, 18, 12, 14, 5, tzinfo=UTC)
STARTED = {
    "mandate_id": "M-1",
    "redirect_url": "http://hub.example/pay/M-1",
    "expires_at": "2026-11-18T21:44:05+09:00",
}
STATE = {
    "request_id": "REQ0001", "mandate_id": "M-1", "customer_no": "00000000000000000001",
    "status": "REGISTERED", "code": "00", "bank_code": "9901", "bank_name": "サンプル銀行",
    "branch_code": "001", "branch_name": "本店", "acct_type": "1", "acct_no_masked": "****345",
    "name_kana": "ﾐﾎﾝ ﾊﾅｺ", "registered_on": "2026-11-18",
    "timestamp": "2026-11-18T21:14:05+09:00",
}  # fmt: skip
RETURN = {name: STATE[name] for name in ("request_id", "mandate_id", "status", "code", "timestamp")}


def hub(answer: Any) -> Hub:
    config = HubConfig("http://hub.example/hub", "0000123456", KEY, clock=lambda: NOW)
    return Hub(config, httpx.MockTransport(answer))


def silent() -> Hub:
    return hub(lambda request: httpx.Response(500))


def signed(fields: dict[str, str], *, key: bytes = KEY) -> httpx.Response:
    by = signing.signature(fields, key=key)
    return httpx.Response(200, json=fields, headers={"X-Signature": by})


def start(to: Hub) -> Any:
    return to.start(
        request_id="REQ0001",
        customer_no="00000000000000000001",
        name_kana="ﾐﾎﾝ ﾊﾅｺ",
        name_kanji="見本　花子",
        return_url="http://portal.example/return",
        notify_url="http://portal.example/notify",
        account={"bank_code": "9901", "branch_code": ""},
    )


def test_a_mandate_is_started_with_a_signed_request() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        assert (request.method, request.url.path) == ("POST", "/hub/mandates")
        assert request.headers["X-Signature"] == signing.signature(asked, key=KEY)
        assert asked["timestamp"] == "2026-11-18T21:14:05+09:00"
        assert asked["bank_code"] == "9901"
        assert "branch_code" not in asked
        return httpx.Response(201, json=STARTED)

    started = start(hub(answer))

    assert (started.mandate_id, started.redirect_url) == ("M-1", STARTED["redirect_url"])
    assert started.expires_at.isoformat() == STARTED["expires_at"]


def test_a_request_number_is_used_once() -> None:
    with pytest.raises(AlreadyStarted):
        start(hub(lambda request: httpx.Response(409, json={})))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(400, json={"errors": {"name_kana": "x"}}), id="形式の誤り"),
        pytest.param(httpx.Response(401), id="署名の誤り"),
        pytest.param(httpx.Response(302, headers={"Location": "http://x"}), id="転送"),
        pytest.param(httpx.Response(201, text="<html>"), id="HTML"),
        pytest.param(httpx.Response(201, json=[]), id="配列"),
        pytest.param(httpx.Response(201, json={"mandate_id": "M-1"}), id="行き先なし"),
        pytest.param(httpx.Response(201, json=STARTED | {"expires_at": "later"}), id="期限が文字"),
        pytest.param(httpx.Response(201, json=STARTED | {"mandate_id": 1}), id="番号が数"),
        pytest.param(
            httpx.Response(201, json=STARTED | {"redirect_url": "javascript:alert(1)"}),
            id="危険な行き先",
        ),
    ],
)
def test_an_answer_that_is_no_start_is_rejected(answer: httpx.Response) -> None:
    with pytest.raises(Rejected):
        start(hub(lambda request: answer))


def test_the_state_is_asked_with_a_signature_and_believed_with_one() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        fields = dict(request.url.params) | {"mandate_id": "M-1"}
        assert request.url.path == "/hub/mandates/M-1"
        assert request.headers["X-Signature"] == signing.signature(fields, key=KEY)
        return signed(STATE)

    state = hub(answer).inquire("M-1")

    assert (state.status, state.bank_code) == (Status.REGISTERED, "9901")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(signed(STATE, key=b"another"), id="ほかの鍵"),
        pytest.param(httpx.Response(200, json=STATE), id="署名なし"),
        pytest.param(signed(STATE | {"mandate_id": "M-2"}), id="ほかの受付"),
        pytest.param(signed(STATE | {"status": "MAYBE"}), id="知らない状態"),
        pytest.param(httpx.Response(404), id="知らない番号"),
    ],
)
def test_a_state_that_cannot_be_believed_is_rejected(answer: httpx.Response) -> None:
    with pytest.raises(Rejected):
        hub(lambda request: answer).inquire("M-1")


def test_a_number_with_slashes_stays_one_number() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.raw_path.startswith(b"/hub/mandates/..%2Fdaily%2Fx?")
        return httpx.Response(404)

    with pytest.raises(Rejected):
        hub(answer).inquire("../daily/x")


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.ReadTimeout("slow")])
def test_a_hub_that_does_not_answer_is_unreachable(failure: httpx.HTTPError) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise failure

    with pytest.raises(Unreachable):
        hub(answer).inquire("M-1")


def test_a_signed_return_is_read() -> None:
    query = RETURN | {"signature": signing.signature(RETURN, key=KEY), "lang": "ja"}

    read = silent().read_return(query)

    assert (read.request_id, read.status) == ("REQ0001", Status.REGISTERED)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"signature": ""}, id="署名なし"),
        pytest.param({"signature": "0" * 64}, id="違う署名"),
        pytest.param({"status": "REFUSED"}, id="状態を書きかえ"),
        pytest.param({"request_id": "REQ0002"}, id="番号を書きかえ"),
        pytest.param({"timestamp": ""}, id="時刻なし"),
        pytest.param({"mandate_id": "M-1\r\nX: y"}, id="改行"),
    ],
)
def test_a_return_from_elsewhere_is_refused(change: dict[str, str]) -> None:
    query = RETURN | {"signature": signing.signature(RETURN, key=KEY)} | change

    with pytest.raises(NotFromHub):
        silent().read_return(query)


def test_signed_nonsense_is_refused_too() -> None:
    nonsense = RETURN | {"status": "MAYBE"}

    with pytest.raises(NotFromHub):
        silent().read_return(nonsense | {"signature": signing.signature(nonsense, key=KEY)})


def test_a_signed_notice_is_read() -> None:
    body = json.dumps(STATE).encode()

    state = silent().read_notice({"X-Signature": signing.signature(STATE, key=KEY)}, body)

    assert state.account_masked == "****345"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="空"),
        pytest.param(b"[]", id="配列"),
        pytest.param(b'{"status": 1}', id="文字でない値"),
        pytest.param(b'{"status": {"a": "b"}}', id="入れ子"),
        pytest.param(b"\xff\xfe", id="文字でない"),
        pytest.param(b"[" * 100_000, id="深い入れ子"),
        pytest.param(b'{"a": "' + b"x" * 30_000 + b'"}', id="大きすぎる"),
        pytest.param(json.dumps(STATE | {"code": "11"}).encode(), id="書きかえ"),
        pytest.param(json.dumps({"a": "\ud800"}).encode(), id="壊れた文字"),
    ],
)
def test_a_notice_from_elsewhere_is_refused(body: bytes) -> None:
    with pytest.raises(NotFromHub):
        silent().read_notice({"X-Signature": signing.signature(STATE, key=KEY)}, body)


def test_the_file_of_a_day_is_believed_with_its_signature() -> None:

    content = b"END,0\r\n"
    by = hmac.new(KEY, content, "sha256").hexdigest()
    answer = httpx.Response(200, content=content, headers={"X-Signature": by})

    assert hub(lambda request: answer).daily_file(date(2026, 11, 18)) == content
    with pytest.raises(Rejected):
        hub(lambda request: httpx.Response(200, content=content)).daily_file(date(2026, 11, 18))


def test_the_file_of_today_is_not_ready() -> None:
    with pytest.raises(NotReady):
        hub(lambda request: httpx.Response(404)).daily_file(date(2026, 11, 18))


def test_the_fake_plays_the_same_part() -> None:
    played = fake.FakeHub()
    started = start(played)  # type: ignore[arg-type]

    assert played.inquire(started.mandate_id).status is Status.REGISTERED
    played.refuse(started.mandate_id, code="12")
    assert played.inquire(started.mandate_id).code == "12"
    with pytest.raises(NotReady):
        played.daily_file(date(2026, 11, 18))

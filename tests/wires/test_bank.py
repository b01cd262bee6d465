"""A file is handed in once under its name; what the bank says back is checked."""

import hmac
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from kyosai.basis.fingerprint import digest
from kyosai.wires.bank import fake
from kyosai.wires.bank.desk import Desk, DeskConfig, HandedInBefore, WholeFileRefused
from kyosai.wires.failure import Rejected, Unreachable

KEY = b"bank-key"
NOW = datetime(2026, 12, 9, 6, 30, tzinfo=UTC)
CONTENT = b"9" + b" " * 119
NAME = "Z91-skk-agency-2026-12-18-01.dat"
RECEIPT = {"receipt": "B-1", "name": NAME, "digest": digest(CONTENT), "records": 1, "total": 1}


def desk(answer: Any) -> Desk:
    config = DeskConfig("http://bank.example/bankfiles", "0000123456", KEY, clock=lambda: NOW)
    return Desk(config, httpx.MockTransport(answer))


def answering(answer: httpx.Response) -> Desk:
    return desk(lambda request: answer)


def hand_over(to: Desk) -> dict[str, Any]:
    return to.hand_over(CONTENT, name=NAME, digest=digest(CONTENT))


def test_a_file_goes_with_its_digest_and_our_signature() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        signed = (
            f"consignor_code=0000123456&digest={digest(CONTENT)}&method=PUT"
            f"&path=/requests/{NAME}&timestamp=2026-12-09T15:30:00+09:00"
        )
        expected = hmac.new(KEY, signed.encode(), "sha256").hexdigest()
        assert (request.method, request.url.path) == ("PUT", f"/bankfiles/requests/{NAME}")
        assert request.content == CONTENT
        assert request.headers["X-Digest"] == digest(CONTENT)
        assert request.headers["X-Timestamp"] == "2026-12-09T15:30:00+09:00"
        assert request.headers["X-Consignor"] == "0000123456"
        assert request.headers["X-Signature"] == expected
        return httpx.Response(201, json=RECEIPT)

    assert hand_over(desk(answer))["receipt"] == "B-1"


def test_the_same_file_again_gets_the_same_receipt() -> None:
    assert hand_over(answering(httpx.Response(200, json=RECEIPT))) == RECEIPT


def test_other_bytes_than_those_kept_are_never_sent() -> None:
    with pytest.raises(AssertionError):
        answering(httpx.Response(201, json=RECEIPT)).hand_over(
            CONTENT, name=NAME, digest=digest(b"other")
        )


def test_a_name_with_a_path_is_never_sent() -> None:
    with pytest.raises(AssertionError):
        answering(httpx.Response(201, json=RECEIPT)).hand_over(
            CONTENT, name="../x", digest=digest(CONTENT)
        )


def test_a_file_refused_whole_says_where() -> None:
    refusal = {"reason": "合計金額が違います", "record": 4, "field": "合計金額"}

    with pytest.raises(WholeFileRefused) as refused:
        hand_over(answering(httpx.Response(422, json=refusal)))

    assert (refused.value.record, refused.value.field) == (4, "合計金額")


def test_other_bytes_under_the_name_are_refused() -> None:
    with pytest.raises(HandedInBefore):
        hand_over(answering(httpx.Response(409, json={"reason": "x"})))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401),
        httpx.Response(404),
        httpx.Response(201, text="OK"),
        httpx.Response(201, json=RECEIPT | {"digest": digest(b"other")}),
        httpx.Response(201, json=RECEIPT | {"receipt": ""}),
        httpx.Response(422, text="<html>"),
    ],
)
def test_a_receipt_that_is_none_is_rejected(answer: httpx.Response) -> None:
    with pytest.raises(Rejected):
        hand_over(answering(answer))


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_desk_in_trouble_is_asked_again_later(status: int) -> None:
    with pytest.raises(Unreachable):
        hand_over(answering(httpx.Response(status)))


def test_a_desk_that_breaks_off_is_unreachable() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError("cut")

    with pytest.raises(Unreachable):
        hand_over(desk(answer))


def test_results_are_listed_since_an_instant() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert dict(request.url.params) == {"since": "2026-12-09T15:30:00+09:00"}
        return httpx.Response(200, json={"results": [{"name": "a.dat"}, {"name": "b.dat"}]})

    assert desk(answer).results(NOW) == ["a.dat", "b.dat"]


@pytest.mark.parametrize(
    "listed",
    [{}, {"results": "a"}, {"results": ["a"]}, {"results": [{"name": "../../etc/passwd"}]}, []],
)
def test_a_list_that_makes_no_sense_is_rejected(listed: object) -> None:
    with pytest.raises(Rejected):
        answering(httpx.Response(200, content=json.dumps(listed).encode())).results()


def test_a_result_is_fetched_with_its_digest() -> None:
    right = httpx.Response(200, content=CONTENT, headers={"X-Digest": digest(CONTENT)})
    wrong = httpx.Response(200, content=CONTENT + b"x", headers={"X-Digest": digest(CONTENT)})

    assert answering(right).fetch("a.dat") == CONTENT
    with pytest.raises(Rejected):
        answering(wrong).fetch("a.dat")
    with pytest.raises(Rejected):
        answering(httpx.Response(404)).fetch("a.dat")


def test_statements_are_listed_and_fetched_like_results() -> None:
    listed = httpx.Response(200, json={"statements": [{"name": "a.dat"}]})
    right = httpx.Response(200, content=CONTENT, headers={"X-Digest": digest(CONTENT)})

    assert answering(listed).statements() == ["a.dat"]
    assert answering(right).fetch_statement("a.dat") == CONTENT
    with pytest.raises(Rejected):
        answering(httpx.Response(404)).fetch_statement("a.dat")


def test_the_fake_plays_the_same_part() -> None:
    played = fake.FakeDesk(offered={"a.dat": CONTENT}, stated={"b.dat": b"03"})

    assert played.hand_over(CONTENT, name=NAME, digest=digest(CONTENT))["digest"]
    with pytest.raises(HandedInBefore):
        played.hand_over(b"other", name=NAME, digest=digest(b"other"))
    assert [played.fetch(name) for name in played.results()] == [CONTENT]
    assert [played.fetch_statement(name) for name in played.statements()] == [b"03"]
    played.is_closed = True
    with pytest.raises(Unreachable):
        played.results()


PAYMENT = {"receipt": "P-1", "number": "P-00000001-95", "digest": digest(CONTENT)}


def test_a_single_payment_goes_under_its_number_and_a_file_of_them_under_its_name() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path, request.content))
        return httpx.Response(200, json=PAYMENT)

    asked: list[tuple[str, str, bytes]] = []

    desk(answer).pay(CONTENT, number="P-00000001-95", digest=digest(CONTENT))
    desk(answer).hand_over_transfers(CONTENT, name="Z21-1.dat", digest=digest(CONTENT))

    assert asked == [
        ("PUT", "/bankfiles/payments/P-00000001-95", CONTENT),
        ("PUT", "/bankfiles/transfers/Z21-1.dat", CONTENT),
    ]


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        (httpx.Response(503), Unreachable),
        (httpx.Response(409, text="別の支払"), HandedInBefore),
        (httpx.Response(422, json={"reason": "口座がありません"}), WholeFileRefused),
        (httpx.Response(401), Rejected),
        (httpx.Response(200, json=PAYMENT | {"digest": "0" * 64}), Rejected),
        (httpx.Response(200, json={"digest": digest(CONTENT)}), Rejected),
    ],
    ids=["応答なし", "別の内容", "拒否", "署名", "別の要約値", "受付番号なし"],
)
def test_what_is_no_receipt_is_no_payment(answer: httpx.Response, raised: type) -> None:
    with pytest.raises(raised):
        answering(answer).pay(CONTENT, number="P-00000001-95", digest=digest(CONTENT))


def test_other_bytes_than_those_kept_are_never_paid() -> None:
    with pytest.raises(AssertionError):
        answering(httpx.Response(200, json=PAYMENT)).pay(
            CONTENT, number="P-00000001-95", digest=digest(b"other")
        )


@pytest.mark.parametrize("result", ["0", "1", "2", "9"])
def test_the_bank_says_of_an_account_one_of_four_things(result: str) -> None:
    assert answering(httpx.Response(200, json={"result": result})).check_account(b"{}") == result


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json={"result": "7"}),
        httpx.Response(200, json=[]),
        httpx.Response(200, text="?"),
        httpx.Response(404),
    ],
)
def test_anything_else_about_an_account_is_no_answer(answer: httpx.Response) -> None:
    with pytest.raises(Rejected):
        answering(answer).check_account(b"{}")

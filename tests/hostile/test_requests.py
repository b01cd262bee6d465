"""Requests no browser would send: each gets a page in plain words, and nothing is lost."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from tests.hostile.attacker import Attacker, raw, words
from tests.hostile.conftest import SENT, Town

EXPIRED = "画面の有効期限が切れました"
UNREADABLE = "受け取った内容を読めませんでした"
NOT_THIS_WAY = "この開き方はできません"
NOWHERE = "ページが見つかりません"
FORM = "application/x-www-form-urlencoded"


class Odd(NamedTuple):
    """One odd request of a signed-in person."""

    name: str
    status: int
    says: str
    method: str = "POST"
    path: str = "/join/kana/"
    headers: dict[str, str] = {}
    content: bytes = b"kana=%E3%82%A2"
    with_token: bool = True


ODD = (
    Odd("合言葉がない", 403, EXPIRED, with_token=False),
    Odd("ほかの人の合言葉", 403, EXPIRED, headers={"X-CSRFToken": "a" * 64}, with_token=False),
    Odd("短い合言葉", 403, EXPIRED, headers={"X-CSRFToken": "a"}, with_token=False),
    Odd("合言葉にNUL", 403, EXPIRED, headers={"X-CSRFToken": "\\x00"}, with_token=False),
    Odd("ほかのサイトから", 403, EXPIRED, headers={"Origin": "https://evil.example"}),
    Odd("どこからでもない", 403, EXPIRED, headers={"Origin": "null"}),
    Odd("PUT", 405, NOT_THIS_WAY, "PUT"),
    Odd("DELETE", 405, NOT_THIS_WAY, "DELETE", "/join/check/"),
    Odd("PATCH", 405, NOT_THIS_WAY, "PATCH", "/mine/"),
    Odd("知らない動詞", 405, NOT_THIS_WAY, "FROBNICATE"),
    Odd("GETで送信", 405, NOT_THIS_WAY, "GET", "/change-account/send/", content=b""),
    Odd("GETでサインアウト", 405, NOT_THIS_WAY, "GET", "/sign-out/", content=b""),
    Odd("GETで写真を外す", 405, NOT_THIS_WAY, "GET",
        "/join/pictures/00000000-0000-0000-0000-000000000000/remove/", content=b""),
    Odd("動詞のすり替え", 200, "フリガナを入力", headers={"X-HTTP-Method-Override": "DELETE"},
        content=b"_method=DELETE"),
    Odd("JSONの用紙", 200, "フリガナを入力", headers={"Content-Type": "application/json"},
        content=b'{"kana": {"$ne": ""}}'),
    Odd("XMLの用紙", 200, "フリガナを入力", headers={"Content-Type": "text/xml"},
        content=b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    Odd("文字コードがhex", 400, UNREADABLE, headers={"Content-Type": f"{FORM}; charset=hex"}),
    Odd("文字コードがUTF-16", 400, UNREADABLE, headers={"Content-Type": f"{FORM}; charset=utf-16"}),
    Odd("文字コードがhexのGET", 400, UNREADABLE, "GET", "/check/?x=1", content=b"",
        headers={"Content-Type": "text/plain; charset=hex"}),
    Odd("境目のない添付", 400, UNREADABLE, headers={"Content-Type": "multipart/form-data"}),
    Odd("1,001個の欄", 400, UNREADABLE, content=b"&".join(b"f%d=1" % n for n in range(1_001))),
    Odd("13MBの文字", 400, UNREADABLE, content=b"kana=" + b"a" * 13 * 1024 * 1024),
    Odd("1,001個の問い", 400, UNREADABLE, "GET", "/check/?" + "&".join(["a=1"] * 1_001),
        content=b""),
    Odd("住所にNUL", 400, UNREADABLE, "GET", "/join/%00/", content=b""),
    Odd("問いにNUL", 400, UNREADABLE, "GET", "/certificate/?asked=%00", content=b""),
    Odd("6万字の住所", 404, NOWHERE, "GET", "/" + "a" * 60_000, content=b""),
    Odd("上の階をのぞく", 404, NOWHERE, "GET", "/static/..%2f..%2fsettings.py", content=b""),
    Odd("ない質問", 404, NOWHERE, "GET", "/join/__class__/", content=b""),
    Odd("ない手続きの結果", 404, NOWHERE, "POST", "/bank/result/identity/", content=b""),
    Odd("ほかのサイトの名", 400, UNREADABLE, "GET", "/", {"Host": "evil.example"}, b""),
    Odd("ほかのサイトの名（ポートつき）", 400, UNREADABLE, "GET", "/", {"Host": "evil:80@x"}, b""),
    Odd("送り先のすり替え", 200, "フリガナ", "GET", headers={"X-Forwarded-Host": "evil.example"},
        content=b""),
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_an_odd_request_is_explained(
    town: Town, nothing_lost: Callable[[], None], odd: Odd
) -> None:
    attacker = town.drafting
    headers = {"Content-Type": FORM} | odd.headers
    if odd.with_token:
        headers |= {"X-CSRFToken": attacker.token()}

    page = attacker.client.request(
        odd.method, attacker.base + odd.path, headers=headers, content=odd.content
    )

    assert page.status_code == odd.status
    assert odd.says in words(page)
    assert "evil.example" not in page.text


LINES: dict[str, tuple[bytes, bytes]] = {
    "長さが文字": (b"Content-Length: abc\r\n\r\n", b" 400 "),
    "長さがマイナス": (b"Content-Length: -5\r\n\r\n", b" 400 "),
    "長さが2つ": (b"Content-Length: 2\r\nContent-Length: 5\r\n\r\nabcde", b" 400 "),
    "長さと分割の両方": (
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        b"0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n", b" 403 "),
    "こわれた分割": (b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\nabc", b" 4"),
    "見出しにNUL": (b"Cookie: a=\x00\r\n\r\n", b" 400 "),
    "200万字の見出し": (b"X: " + b"a" * 2_000_000 + b"\r\n\r\n", b" 431 "),
    "5千個の見出し": (b"".join(b"X%d: a\r\n" % n for n in range(5_000)) + b"\r\n", b" 431 "),
    "見出しの折り返し": (b"X: a\r\n Cookie: b\r\nConnection: close\r\n\r\n", b" 4"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "status"), LINES.values(), ids=LINES)
def test_a_lie_about_the_message_is_refused_at_the_door(
    town: Town, lines: bytes, status: bytes
) -> None:
    host = town.world.portal.split("//")[1].encode()

    answer = raw(
        town.world.portal, b"POST /sign-in/begin/ HTTP/1.1\r\nHost: " + host + b"\r\n" + lines
    )

    assert status in answer.split(b"\r\n")[0] or answer == b""
    assert answer.count(b"HTTP/1.1 ") <= 1, "a second request was smuggled in"


def test_rubbish_instead_of_a_request_is_refused(town: Town) -> None:
    for rubbish in (b"\x16\x03\x01\x00\xff" + bytes(200), b"\xff" * 5_000, b"GET\r\n\r\n"):
        assert b" 500 " not in raw(town.world.portal, rubbish)
        assert b" 500 " not in raw(town.world.back_office, rubbish)


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
     "/%0d%0aSet-Cookie:x=1", "\t//evil.example", "//evil.example\\@own", "https:evil.example"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(town: Town, elsewhere: str) -> None:
    answer = town.drafting.get(f"/sign-in/?next={quote(elsewhere)}")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))
    assert "x=1" not in str(answer.headers.get("set-cookie", ""))


COOKIES = {
    "鍵がない": {"kyosai_keys": ""},
    "鍵が途中で切れている": {"kyosai_keys": "AAAA"},
    "鍵がほかの人のもの": {"kyosai_keys": None},
    "鍵がにせもの": {"kyosai_keys": "A" * 86 + "=="},
    "会話の番号がにせもの": {"kyosai": "a" * 32},
    "会話の番号が空": {"kyosai": ""},
    "会話の番号が1万字": {"kyosai": "a" * 10_000},
    "会話の番号にSQL": {"kyosai": "' OR 1=1 --"},
}


@pytest.mark.parametrize("changed", COOKIES.values(), ids=COOKIES)
def test_tampered_cookies_lead_to_the_sign_in_and_cost_nothing(
    town: Town, nothing_lost: Callable[[], None], changed: dict[str, str | None]
) -> None:
    own = dict(town.drafting.client.cookies)
    theirs = town.stranger.client.cookies["kyosai_keys"]
    attacker = Attacker.anew(town.world.portal)
    attacker.client.cookies.update(own | {k: v if v is not None else theirs
                                          for k, v in changed.items()})  # fmt: skip

    seen = attacker.get("/join/check/")
    sent = attacker.post("/join/kana/", {"kana": "ベツ ジン"}, token=town.drafting.token())

    assert seen.status_code == sent.status_code == 302
    assert seen.headers["Location"].startswith("/sign-in/")
    assert sent.headers["Location"].startswith("/sign-in/")


def test_a_session_given_beforehand_is_not_the_one_signed_in_with(town: Town) -> None:
    from tests.hostile.conftest import STRANGER
    from tools.story.visitor import Visitor

    planted = "planted0planted0planted0planted0"
    person = Visitor(STRANGER.name)
    person.client.cookies.set("kyosai", planted, domain="127.0.0.1")
    person.open(f"{town.world.portal}/sign-in/").press("マイナンバーカードでサインイン")
    person.press("カードをかざして", person="own", name=STRANGER.name, address=STRANGER.address,
                 birthdate=STRANGER.birthdate, gender="2", pin="1234")  # fmt: skip
    thief = Attacker.anew(town.world.portal)
    thief.client.cookies.update({"kyosai": planted,
                                 "kyosai_keys": person.client.cookies["kyosai_keys"]})  # fmt: skip

    assert person.path == "/mine/"
    assert thief.get("/mine/").headers["Location"].startswith("/sign-in/")


def test_steps_cannot_be_skipped(town: Town) -> None:
    shown = town.stranger.get("/join/check/")
    sent = town.stranger.post(
        "/join/check/", {"agree": "on", "promised": "2026-10-02T17:00:00+09:00"}
    )

    assert shown.status_code == sent.status_code == 302
    assert "/receipts/" not in sent.headers["Location"]


@pytest.mark.parametrize(
    "tampered",
    ["", "2026-10-01T20:11:00+09:00", "2099-01-01T00:00:00+09:00", "tomorrow", "<b>", "1" * 10_000],
)
def test_a_tampered_promise_is_shown_anew_and_not_sent(
    town: Town, nothing_lost: Callable[[], None], tampered: str
) -> None:
    page = town.drafting.post("/join/check/", {"agree": "on", "promised": tampered})

    assert page.status_code == 200
    assert "お約束の日が変わりました" in words(page)


def test_what_was_sent_is_not_sent_again(town: Town, nothing_lost: Callable[[], None]) -> None:
    for _ in range(3):
        again = town.sent.post("/join/check/", {"agree": "on", "promised": "x"})
        assert again.status_code == 302

    assert words(town.sent.get("/mine/", follow=True)).count("U-0") <= 2


def _things_of(attacker: Attacker) -> dict[str, Any]:
    from lxml import html

    found = {}
    for page in ("/mine/", "/notices/"):
        tree = html.fromstring(attacker.get(page, follow=True).content)
        for address in tree.xpath("//main//a/@href"):
            for kind in ("/mine/receipts/", "/mine/documents/", "/notices/"):
                if address.startswith(kind) and address != kind:
                    found[kind] = address
    return found


def test_other_peoples_things_are_not_there(town: Town, nobody: Attacker) -> None:
    theirs = _things_of(town.sent)
    assert set(theirs) == {"/mine/receipts/", "/mine/documents/", "/notices/"}

    for address in theirs.values():
        assert town.sent.get(address, follow=True).status_code == 200
        seen = town.stranger.get(address, follow=True)
        assert seen.status_code == 404, address
        assert SENT.name not in seen.text
        assert nobody.get(address).headers["Location"].startswith("/sign-in/")


def test_other_peoples_pictures_cannot_be_taken_away(town: Town) -> None:
    number = "00000000-0000-0000-0000-000000000000"

    assert town.stranger.post(f"/join/pictures/{number}/remove/").status_code == 302
    assert (
        town.receipts["写真　待子"]
        in town.pictured.get(f"/mine/receipts/{town.receipts['写真　待子']}/").text
    )

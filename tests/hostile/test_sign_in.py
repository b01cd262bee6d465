"""A sign-in that is wrong in any part lets nobody in, and says what to do next."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import Town
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor

SOMEBODY = Applicant("偽者　入子", "ニセモノ イリコ", "1961-01-01", "入れてはいけない人")
NOT_BELIEVED = "サインインの結果を確認できませんでした"
NOT_THIS = "この画面で始めたサインインの続きではありません"
FAULTS = {
    "nonceが違う": ("daa.wrong_nonce", NOT_BELIEVED),
    "宛先が違う": ("daa.wrong_aud", NOT_BELIEVED),
    "別の鍵の署名": ("daa.wrong_key", NOT_BELIEVED),
    "期限が切れている": ("daa.expired", NOT_BELIEVED),
    "利用者情報が別の人": ("daa.other_person", NOT_BELIEVED),
    "保証レベルが低い": ("daa.lower_acr", "マイナンバーカードの読み取りが確認できませんでした"),
    "使用済みのコード": ("daa.replayed_code", "サインインの有効時間が過ぎました"),
    "本人が断った": ("daa.refused", "デジタル認証アプリで中止されました"),
}
RETURNS = {
    "合言葉（state）がない": ({"state": None}, NOT_THIS),
    "合言葉が違う": ({"state": "x"}, NOT_THIS),
    "合言葉に絵文字": ({"state": "😀"}, NOT_THIS),
    "合言葉が10万字": ({"state": "a" * 60_000}, NOT_THIS),
    "発行者が違う": ({"iss": "https://evil.example"}, NOT_THIS),
    "コードがない": ({"code": None}, NOT_THIS),
    "コードがにせもの": ({"code": "x"}, "サインインの有効時間が過ぎました"),
    "断られた": ({"error": "access_denied"}, "デジタル認証アプリで中止されました"),
    "知らない誤り": ({"error": "<script>alert(1)</script>"}, "サインインできませんでした"),
}


@pytest.fixture
def door(town: Town) -> Iterator[Visitor]:
    """Somebody in front of the card reader."""
    person = Visitor(SOMEBODY.name).open(f"{town.world.portal}/sign-in/")
    person.press("マイナンバーカードでサインイン")
    yield person
    httpx.post(f"{town.world.outside}/faults", json={"all_off": True})
    person.client.close()


def _tap(person: Visitor) -> Visitor:
    return person.press(
        "カードをかざして", person="own", name=SOMEBODY.name, address=SOMEBODY.address,
        birthdate=SOMEBODY.birthdate, gender="2", pin="1234",
    )  # fmt: skip


def _is_out(town: Town, person: Visitor) -> bool:
    answer = person.client.get(f"{town.world.portal}/mine/", follow_redirects=False)
    return answer.headers.get("Location", "").startswith("/sign-in/")


@pytest.mark.parametrize(("fault", "says"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_answer_of_the_provider_lets_nobody_in(
    town: Town, door: Visitor, fault: str, says: str
) -> None:
    town.world.switch(fault, on=True)

    _tap(door)

    assert door.sees(says)
    assert _is_out(town, door)


@pytest.mark.parametrize(("changes", "says"), RETURNS.values(), ids=RETURNS)
def test_a_tampered_return_lets_nobody_in(
    town: Town, door: Visitor, changes: dict[str, str | None], says: str
) -> None:
    address = _return_of(door)
    query = dict(parse_qsl(urlsplit(address).query)) | changes
    query = {name: value for name, value in query.items() if value is not None}

    page = door.client.get(f"{town.world.portal}/sign-in/return/?{urlencode(query)}")

    assert page.status_code == 403
    assert says in words(page) and "<script>" not in page.text
    assert _is_out(town, door)


def test_a_return_is_good_once_and_in_its_own_browser_only(
    town: Town, door: Visitor, nobody: Attacker
) -> None:
    address = _return_of(door)

    stolen = nobody.client.get(address)
    first = door.client.get(address, follow_redirects=False)
    door.client.cookies.clear()
    replayed = door.client.get(address)

    assert (stolen.status_code, first.status_code, replayed.status_code) == (403, 302, 403)
    assert NOT_THIS in words(stolen) and NOT_THIS in words(replayed)
    assert _is_out(town, door)


def test_the_code_is_bound_to_this_browser_by_pkce(town: Town, nobody: Attacker) -> None:
    sent = nobody.post("/sign-in/begin/")
    asked = dict(parse_qsl(urlsplit(sent.headers["Location"]).query))

    assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
    assert asked["acr_values"] == "aal3 crl"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    for missing in ("code_challenge", "nonce", "code_challenge_method"):
        less = {name: value for name, value in asked.items() if name != missing}
        place = sent.headers["Location"].split("?")[0]
        back = httpx.get(f"{place}?{urlencode(less)}")
        assert back.status_code >= 400 or "error=" in back.headers.get("Location", "")


def _return_of(person: Visitor) -> str:
    """Tap the card, and stop before the browser comes back."""
    person.client.follow_redirects = False
    _tap(person)
    assert person.page is not None
    person.client.follow_redirects = True
    return person.page.headers["Location"]

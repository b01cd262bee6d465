"""A company's sign-in that is wrong in any part lets nobody in; a good one opens nothing else."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import FIRM, Town
from tests.hostile.test_sign_in import NOT_BELIEVED, NOT_THIS
from tests.hostile.test_z_left_behind import _check_headers
from tools.story import companies
from tools.story.visitor import Visitor

EXPIRED = "サインインの有効時間が過ぎました"
STOPPED = "GビズIDでサインインを中止したか、アカウントを使えませんでした"
FAULTS = {
    "nonceが違う": ("gbizid.wrong_nonce", NOT_BELIEVED),
    "宛先が違う": ("gbizid.wrong_aud", NOT_BELIEVED),
    "別の鍵の署名": ("gbizid.wrong_key", NOT_BELIEVED),
    "期限が切れている": ("gbizid.expired", NOT_BELIEVED),
    "利用者情報が別のアカウント": ("gbizid.other_account", NOT_BELIEVED),
    "使用済みのコード": ("gbizid.replayed_code", EXPIRED),
    "本人が断った": ("gbizid.refused", STOPPED),
    "会社の名前がない": ("gbizid.missing_attribute", "情報を受け取れませんでした"),
    "法人番号の検査数字": ("gbizid.wrong_number", "法人番号が正しくありません"),
    "本人確認が低い": ("gbizid.not_verified", "本人確認の結果を確かめられませんでした"),
    "代表者が変わった": ("gbizid.changed_representative", "本人確認をした方が合いません"),
}
CLOSED = {"SMSだけの人": "gbizid.sms_only", "廃止されたアカウント": "gbizid.retired"}
LESS = {
    "エントリー": ("gbizid.entry_only", "GビズIDプライムがいります"),
    "権限のないメンバー": ("gbizid.without_right", "このサービスを使う権限がいります"),
}
RETURNS = {
    "合言葉（state）がない": ({"state": None}, NOT_THIS),
    "合言葉が違う": ({"state": "x"}, NOT_THIS),
    "合言葉に絵文字": ({"state": "😀"}, NOT_THIS),
    "合言葉が6万字": ({"state": "a" * 60_000}, NOT_THIS),
    "発行者が違う": ({"iss": "https://evil.example"}, NOT_THIS),
    "コードがない": ({"code": None}, NOT_THIS),
    "コードがにせもの": ({"code": "x"}, EXPIRED),
    "断られた": ({"error": "access_denied"}, STOPPED),
    "知らない誤り": ({"error": "<script>alert(1)</script>"}, "受け付けませんでした"),
}


@pytest.fixture
def door(town: Town) -> Iterator[Visitor]:
    """Somebody in front of the page of GビズID."""
    person = companies.choose(town.world, "試作　進")
    yield person
    httpx.post(f"{town.world.outside}/faults", json={"all_off": True})
    person.client.close()


def _is_out(town: Town, person: Visitor) -> bool:
    answer = person.client.get(f"{town.world.portal}/tosanboshi/", follow_redirects=False)
    return answer.headers.get("Location", "").startswith("/sign-in/")


@pytest.mark.parametrize(("fault", "says"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_answer_of_gbizid_lets_nobody_in_and_says_what_to_do(
    town: Town, door: Visitor, fault: str, says: str
) -> None:
    town.world.switch(fault, on=True)

    companies.enter(door, account="seiki")

    assert door.sees(says) and door.sees("次にできること")
    assert _is_out(town, door)


@pytest.mark.parametrize("fault", CLOSED.values(), ids=CLOSED)
def test_an_account_that_does_not_open_leads_back_to_what_one_can_do(
    town: Town, door: Visitor, fault: str
) -> None:
    town.world.switch(fault, on=True)

    companies.enter(door, account="seiki").press("元のサービスにもどる")

    assert door.sees(STOPPED) and door.sees("GビズIDアプリ")
    assert _is_out(town, door)


def test_a_scope_that_is_not_granted_is_said_plainly(town: Town) -> None:
    town.world.switch("gbizid.scope_refused", on=True)

    person = companies.choose(town.world, "試作　進")
    town.world.switch("gbizid.scope_refused", on=False)

    assert person.sees("GビズIDがサインインを受け付けませんでした")
    assert _is_out(town, person)


@pytest.mark.parametrize(("fault", "says"), LESS.values(), ids=LESS)
def test_an_account_that_is_less_than_prime_comes_in_and_reads_what_it_needs(
    town: Town, door: Visitor, fault: str, says: str
) -> None:
    town.world.switch(fault, on=True)

    companies.enter(door, account="seiki")

    assert door.path == "/tosanboshi/"
    assert door.sees(says) and door.sees("次にすること")


@pytest.mark.parametrize(("changes", "says"), RETURNS.values(), ids=RETURNS)
def test_a_tampered_return_lets_nobody_in(
    town: Town, door: Visitor, changes: dict[str, str | None], says: str
) -> None:
    query = dict(parse_qsl(urlsplit(_return_of(door)).query)) | changes
    query = {name: value for name, value in query.items() if value is not None}

    page = door.client.get(f"{town.world.portal}/sign-in/gbizid/return/?{urlencode(query)}")

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


def test_a_return_brought_to_the_other_sign_in_is_no_return(town: Town, door: Visitor) -> None:
    """A code of one provider, carried to the address of the other, reaches neither."""
    query = urlsplit(_return_of(door)).query

    page = door.client.get(f"{town.world.portal}/sign-in/return/?{query}")

    assert page.status_code == 403
    assert NOT_THIS in words(page)
    assert _is_out(town, door)


def test_the_request_says_its_scope_and_is_bound_to_this_browser(nobody: Attacker) -> None:
    sent = nobody.post("/sign-in/gbizid/begin/")
    asked = dict(parse_qsl(urlsplit(sent.headers["Location"]).query))

    assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    assert asked["scope"].startswith("openid profile")


def test_a_company_and_a_card_do_not_see_each_others_pages(town: Town) -> None:
    receipt = next(iter(town.receipts.values()))

    company = town.company
    assert company.get("/join/").headers["Location"].endswith("by=daa")
    assert company.get("/change-account/").headers["Location"] == "/tosanboshi/account/"
    assert company.get(f"/mine/receipts/{receipt}/").status_code == 404
    assert town.sent.get("/tosanboshi/").headers["Location"].endswith("by=gbizid")


def test_a_companys_page_is_nobodys_to_keep(town: Town) -> None:
    page = town.company.get("/tosanboshi/")

    assert FIRM.name in page.text
    _check_headers(page)
    assert "no-store" in page.headers["Cache-Control"]


def test_swapped_cookies_of_a_card_and_a_company_open_nothing(town: Town) -> None:
    swapped = Attacker.anew(town.world.portal)
    swapped.client.cookies.set("kyosai", town.company.client.cookies["kyosai"])
    swapped.client.cookies.set("kyosai_keys", town.sent.client.cookies["kyosai_keys"])

    for page in ("/tosanboshi/", "/join/", "/mine/"):
        assert swapped.get(page).headers["Location"].startswith("/sign-in/")


def _return_of(person: Visitor) -> str:
    """Open the account, and stop before the browser comes back."""
    person.client.follow_redirects = False
    companies.enter(person, account="seiki")
    assert person.page is not None
    person.client.follow_redirects = True
    return person.page.headers["Location"]

"""Each duty opens its own pages and no other; words are only words; nobody decides alone."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep, time

import httpx
import pytest
from lxml import html

from tests.hostile.attacker import raw, words
from tests.hostile.conftest import PICTURED, SENT, Town
from tools.story import applicants, staff
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor

EXAMINER, APPROVER, TREASURER, AUDITOR = "審査 明", "承認 聡", "経理 まこと", "監査 見"
EVERYBODY = (EXAMINER, APPROVER, TREASURER, AUDITOR)
CONTRACTS = (EXAMINER, APPROVER)
# Address → who may open it. Others are turned away (403), or there is no such page for them (404).
PAGES: dict[str, tuple[str, ...]] = {
    "/": EVERYBODY,
    "/box/": EVERYBODY,
    "/search/": (*CONTRACTS, AUDITOR),
    "/cases/{case}/": (*CONTRACTS, AUDITOR),
    "/cases/{case}/refuse/": CONTRACTS,
    "/cases/{case}/send-back/": (APPROVER,),
    "/cases/{case}/unmask/": CONTRACTS,
    "/contracts/{contract}/": (*CONTRACTS, AUDITOR),
    "/contracts/{contract}/unmask/": CONTRACTS,
    "/contracts/{contract}/story/": (*CONTRACTS, AUDITOR),
    "/treasury/": (TREASURER, AUDITOR),
    "/treasury/refused-files/": (TREASURER, AUDITOR),
    "/treasury/unmatched/": (TREASURER, AUDITOR),
    "/treasury/trial-balance/": (TREASURER, AUDITOR),
    "/treasury/accounts/premiums:skk/": (TREASURER, AUDITOR),
    "/accounts/signup/": (),
    "/accounts/email/": (),
    "/accounts/password/reset/": (),
    "/accounts/2fa/recovery-codes/download/": (),
}
SENDS: dict[str, tuple[str, ...]] = {
    "/cases/{case}/accept/": CONTRACTS,
    "/cases/{case}/confirm/": (APPROVER,),
}
NUMBERS = (
    "K-00000001-00", "K-99999999-99", "K-1", "k-00000001-95", "K-00000001-95%00", "%2e%2e",
    "K-00000001-95' OR 1=1 --", "<script>alert(1)</script>", "Ｋ-00000001-95", "a" * 5_000,
)  # fmt: skip
WORDS = {
    "スクリプト": "<script>alert(1)</script>この申し込みはお引き受けできません。",
    "SQL": "'; DROP TABLE casework_case; -- 加入できません。",
    "表計算の式": "=HYPERLINK(\"http://evil.example\")",
    "ひな形の記法": "{{ request.user }}{% debug %}",
}  # fmt: skip


@pytest.fixture(scope="module")
def numbers(town: Town, officers: dict[str, Visitor]) -> dict[str, str]:
    """The case that waits at the desk, and a contract that stands."""
    case = staff.open_case(town.world, officers[EXAMINER], town.receipts[PICTURED.name])
    number = case.path.rstrip("/").rsplit("/", 1)[-1]
    page = applicants_page(town)
    return {"case": number, "contract": page}


def applicants_page(town: Town) -> str:
    """Return the contract number the accepted person sees."""
    import re

    found = re.search(r"\b([0-9]{9})\b", words(town.sent.get("/mine/", follow=True)))
    assert found
    return found[1]


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_a_duty_opens_its_own_pages_only(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str], page: str, name: str
) -> None:
    answer = officers[name].client.get(town.world.back_office + page.format(**numbers))

    assert answer.status_code == 200 if name in PAGES[page] else answer.status_code in (403, 404)
    assert answer.headers["Cache-Control"].find("no-store") >= 0
    assert PICTURED.name not in answer.text and SENT.name not in answer.text


@pytest.mark.parametrize("page", [page for page in (*PAGES, *SENDS) if page != "/accounts/signup/"])
def test_nobody_opens_nothing(town: Town, numbers: dict[str, str], page: str) -> None:
    address = town.world.back_office + page.format(**numbers)
    for answer in (httpx.get(address), httpx.post(address)):
        assert answer.status_code in (302, 403, 404)
        assert answer.status_code != 302 or "/accounts/login/" in answer.headers["Location"]


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("send", SENDS)
def test_a_duty_that_may_not_decide_does_not(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str], send: str, name: str
) -> None:
    if name in SENDS[send]:
        return
    answer = _sent(town, officers[name], send.format(**numbers))

    assert answer.status_code in (403, 404)
    page = town.pictured.get(f"/mine/receipts/{town.receipts[PICTURED.name]}/")
    assert "担当者が確認しています" in page.text


@pytest.mark.parametrize("number", NUMBERS)
def test_a_forged_number_opens_no_case(
    town: Town, officers: dict[str, Visitor], number: str
) -> None:
    for place in ("/cases/{}/", "/cases/{}/refuse/", "/contracts/{}/", "/treasury/cycles/{}/"):
        for name in (EXAMINER, TREASURER):
            answer = officers[name].client.get(town.world.back_office + place.format(number))
            assert answer.status_code in (400, 403, 404), place
            assert "<script>alert" not in answer.text
    found = officers[EXAMINER].client.get(
        f"{town.world.back_office}/search/", params={"number": number.replace("%00", "")}
    )
    assert found.status_code == 200 and "<script>alert" not in found.text


def test_without_a_reason_nothing_is_unmasked(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str]
) -> None:
    for reason in ("", "好奇心", "<script>"):
        page = _sent(town, officers[EXAMINER], f"/cases/{numbers['case']}/unmask/", reason=reason)
        assert page.status_code == 200
        assert "理由を選んでください" in words(page) or "選んでください" in words(page)
    case = officers[EXAMINER].client.get(f"{town.world.back_office}/cases/{numbers['case']}/")
    assert PICTURED.name not in case.text


def test_odd_sends_are_explained(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str]
) -> None:
    address = f"{town.world.back_office}/cases/{numbers['case']}/accept/"
    client = officers[EXAMINER].client
    forged = client.post(address, headers={"X-CSRFToken": "a" * 64})
    elsewhere = client.post(
        address, headers={"X-CSRFToken": client.cookies["csrftoken"], "Origin": "https://e.example"}
    )
    asked = client.get(address)
    host = client.get(f"{town.world.back_office}/box/", headers={"Host": "evil.example"})
    charset = client.get(f"{town.world.back_office}/box/?x=1",
                         headers={"Content-Type": "text/plain; charset=hex"})  # fmt: skip

    assert [each.status_code for each in (forged, elsewhere, asked, host, charset)] == [
        403, 403, 405, 400, 400,
    ]  # fmt: skip
    assert "画面が古くなっています" in words(forged) and "画面が古くなっています" in words(
        elsewhere
    )
    assert "この開き方はできません" in words(asked)
    assert "読めませんでした" in words(host) and "読めませんでした" in words(charset)


@pytest.mark.parametrize(
    "cookie",
    [
        b'kyosai_staff="\\000aaaaaaaa"',
        b'kyosai_staff="\\377\\376aaaaaa"',
        b"kyosai_staff=" + b"a" * 9_000,
        b"kyosai_staff=' OR 1=1 --",
        b'csrftoken="\\000"',
        b'messages="\\000"',
    ],
)
def test_a_forged_cookie_is_nobody(town: Town, cookie: bytes) -> None:
    for page in ("/", "/box/", "/accounts/login/"):
        answer = httpx.get(town.world.back_office + page, headers={b"Cookie": cookie})
        assert answer.status_code in (200, 302, 400)
        assert answer.status_code != 200 or page == "/accounts/login/"


def test_two_officers_accepting_at_once_make_one_contract(
    town: Town, officers: dict[str, Visitor]
) -> None:
    somebody = Applicant("二人　同時子", "フタリ ドウジコ", "1963-03-03", "", with_pictures=True)
    person = applicants.sign_in(town.world, somebody)
    applicants.fill_in(town.world, person, somebody)
    receipt, _ = applicants.send(person)
    applicants.wait_until(town.world, person, "担当者が確認しています")
    case = staff.open_case(town.world, officers[EXAMINER], receipt).path

    with ThreadPoolExecutor(4) as together:
        answers = list(
            together.map(
                lambda name: (
                    _sent(town, officers[name], f"{case}accept/", follow=False).status_code
                ),
                (EXAMINER, APPROVER),
            )
        )

    assert sorted(answers) == [302, 409]
    applicants.wait_until(town.world, person, "契約が成立しました")


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_an_officers_words_are_only_words(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str], text: str
) -> None:
    case = numbers["case"]

    proposed = _proposed(town, officers[EXAMINER], case, text)
    shown = officers[APPROVER].client.get(f"{town.world.back_office}/cases/{case}/")
    back = _sent(town, officers[APPROVER], f"/cases/{case}/send-back/", words=text)

    assert (proposed.status_code, back.status_code) == (200, 200)
    assert text in words(shown) and text in words(back)
    assert "<script>alert" not in shown.text + back.text


def test_nobody_refuses_alone(
    town: Town, officers: dict[str, Visitor], numbers: dict[str, str]
) -> None:
    case = numbers["case"]
    _proposed(town, officers[APPROVER], case, "お引き受けできません。")

    alone = _sent(town, officers[APPROVER], f"/cases/{case}/confirm/")

    assert alone.status_code == 409
    assert "ほかの" in words(alone) or "別の" in words(alone)
    page = town.pictured.get(f"/mine/receipts/{town.receipts[PICTURED.name]}/")
    assert "担当者が確認しています" in page.text


def _proposed(town: Town, officer: Visitor, case: str, text: str) -> httpx.Response:
    page = officer.client.get(f"{town.world.back_office}/cases/{case}/refuse/")
    ground = html.fromstring(page.content).xpath("//select[@name='ground']/option/@value")[1]
    return _sent(town, officer, f"/cases/{case}/refuse/", ground=ground, words=text)


def test_a_one_time_code_is_good_once(town: Town) -> None:
    way = town.world.officer(TREASURER)
    while time() % 30 > 20:  # both tries within one code's half minute
        sleep(0.5)
    code, paths = staff.code(way["totp_secret"]), []
    for _ in range(2):
        officer = Visitor(TREASURER).open(f"{town.world.back_office}/accounts/login/")
        officer.press("次へ進む", login=way["username"], password=way["password"])
        officer.press("サインイン", code=code)
        paths.append(officer.path)

    assert "/accounts/2fa/authenticate/" in paths[1]


def test_guessing_codes_is_stopped_and_says_when_to_come_back(town: Town) -> None:
    way = town.world.officer(AUDITOR)
    officer = Visitor(AUDITOR).open(f"{town.world.back_office}/accounts/login/")
    officer.press("次へ進む", login=way["username"], password=way["password"])
    for guess in range(5):
        officer.press("サインイン", code=f"{guess:06d}")

    officer.press("サインイン", code=staff.code(way["totp_secret"]))

    assert "/accounts/2fa/authenticate/" in officer.path
    assert officer.sees("5分たってから")


def test_guessing_passwords_locks_the_name_for_a_while(town: Town) -> None:
    seen = []
    for guess in range(12):
        door = Visitor("").open(f"{town.world.back_office}/accounts/login/")
        door.press("次へ進む", login="akira", password=f"wrong {guess}")
        assert door.page is not None
        seen.append((door.page.status_code, words(door.page)))
        if door.page.status_code == 429:
            break

    assert any("止めています" in text for _, text in seen)


def test_rubbish_bytes_are_answered(town: Town) -> None:
    host = town.world.back_office.split("//")[1].encode()
    lines = b"\r\nCookie: \xff\xfe\r\nConnection: close\r\n\r\n"
    answer = raw(town.world.back_office, b"GET /box/ HTTP/1.1\r\nHost: " + host + lines)

    assert b" 302 " in answer.split(b"\r\n")[0]


def _sent(
    town: Town, officer: Visitor, path: str, *, follow: bool = True, **fields: str
) -> httpx.Response:
    token = officer.client.cookies["csrftoken"]
    return officer.client.post(
        town.world.back_office + path,
        data=fields | {"csrfmiddlewaretoken": token},
        follow_redirects=follow,
    )

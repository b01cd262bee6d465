"""サインイン — in by either way, out, and never a dead end."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import persons
from kyosai.doors.portal.entrance import next_steps
from kyosai.doors.portal.models import Draft, Person
from kyosai.wires.daa import refusals as daa_refusals
from kyosai.wires.daa.fake import FakeDaa
from kyosai.wires.failure import Unreachable
from kyosai.wires.gbizid import refusals as gbizid_refusals
from kyosai.wires.gbizid.fake import FakeGbizId
from kyosai.wires.openid import refusals as openid_refusals
from tests.doors.portal.conftest import signed_in, signed_in_for_company


@dataclass(frozen=True)
class Door:
    """One way in: where it begins, its fake, and what its provider is called."""

    begin: str
    fixture: str
    name: str
    home: str


CARD = Door("/sign-in/begin/", "daa", "デジタル認証アプリ", "/mine/")
COMPANY = Door("/sign-in/gbizid/begin/", "gbizid", "GビズID", "/tosanboshi/")
DOORS = [pytest.param(CARD, id="カード"), pytest.param(COMPANY, id="GビズID")]


def refusals_of(module: object) -> list[type[Refused]]:
    found = [each for each in vars(module).values() if isinstance(each, type)]
    return [each for each in found if each.__module__ == getattr(module, "__name__", "")]


@pytest.fixture
def partner(door: Door, request: pytest.FixtureRequest) -> FakeDaa | FakeGbizId:
    fake: FakeDaa | FakeGbizId = request.getfixturevalue(door.fixture)
    return fake


FAULTS = [
    pytest.param(door, fault, id=f"{door.fixture}-{fault.__name__}")
    for door, module in ((CARD, daa_refusals), (COMPANY, gbizid_refusals))
    for fault in refusals_of(openid_refusals) + refusals_of(module)
]


@pytest.mark.parametrize(("door", "fault"), FAULTS)
def test_each_failure_says_what_to_do_next(
    door: Door, fault: type[Refused], client: Client, db: object, partner: FakeDaa | FakeGbizId
) -> None:
    assert fault in next_steps.STEPS
    partner.refusal = fault()
    sent = client.post(door.begin, {"next": "/join/"})

    page = client.get(sent["Location"].partition("8000")[2])

    assert page.status_code == 403
    text = page.content.decode()
    assert fault.reason in text
    assert "次にできること" in text and "もう一度サインインする" in text
    assert "/sign-in/?next=%2Fjoin%2F" in text
    assert "person" not in client.session


@pytest.mark.parametrize("door", DOORS)
def test_a_provider_that_cannot_be_reached_is_said_plainly(
    door: Door,
    client: Client,
    db: object,
    partner: FakeDaa | FakeGbizId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody(*_: object) -> tuple[str, dict[str, str]]:
        raise Unreachable

    sent = client.post(door.begin)
    monkeypatch.setattr(partner, "begin", nobody)
    monkeypatch.setattr(partner, "finish", nobody)

    for page in (client.post(door.begin), client.get(sent["Location"].partition("8000")[2])):
        assert page.status_code == 503
        assert f"{door.name}につながりませんでした" in page.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_signing_in_changes_the_session_and_hides_the_keys_from_scripts(
    door: Door, client: Client, db: object
) -> None:
    client.get("/sign-in/")
    sent = client.post(door.begin)
    before = client.session.session_key

    answer = client.get(sent["Location"].partition("8000")[2])

    assert answer["Location"] == door.home
    assert client.session.session_key != before
    cookie = answer.cookies[persons.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    kept = {"person", persons.MARK, persons.SINCE, persons.PROVIDER}
    assert set(client.session.keys()) == kept


def test_the_subject_itself_is_nowhere(hanako: Client, daa: FakeDaa) -> None:
    row = Person.objects.get()

    assert daa.person.sub not in (row.subject, str(row.person))


@pytest.mark.parametrize("enter", [signed_in, signed_in_for_company])
def test_the_same_account_is_the_same_visitor_and_the_same_draft_key(
    enter: object, db: object
) -> None:
    assert callable(enter)
    first, again = enter(Client()), enter(Client())

    assert again.session["person"] == first.session["person"]
    assert _keys(again)[:32] == _keys(first)[:32]
    assert _keys(again)[32:] != _keys(first)[32:]


@pytest.mark.parametrize("enter", [signed_in, signed_in_for_company])
def test_signing_out_forgets_session_keys_and_what_the_provider_told(
    enter: object, db: object
) -> None:
    assert callable(enter)
    visitor = enter(Client())

    left = visitor.post("/sign-out/")

    assert left["Location"] == "/signed-out/"
    assert not visitor.cookies[persons.COOKIE].value
    assert not Draft.objects.filter(procedure="identity").exists()
    assert visitor.get("/mine/").status_code == 302


@pytest.mark.parametrize(("hours", "is_open"), [(11, True), (13, False)])
def test_a_session_ends_however_busy_one_is(hanako: Client, hours: int, is_open: bool) -> None:
    session = hanako.session
    session[persons.SINCE] = (today.machine_now() - timedelta(hours=hours)).isoformat()
    session.save()

    assert (hanako.get("/join/").status_code == 200) is is_open


@pytest.mark.parametrize("keys", ["", "x", "====", "ÿ", "A" * 86])
def test_broken_keys_lead_to_the_sign_in(hanako: Client, keys: str) -> None:
    hanako.cookies[persons.COOKIE] = keys

    assert hanako.get("/mine/")["Location"].startswith("/sign-in/")


def test_keys_of_another_sign_in_open_nothing_and_seal_nothing(hanako: Client) -> None:
    hanako.post("/join/kana/", {"kana": "ミホン ハナコ"})
    sealed = bytes(Draft.objects.get(procedure="enrolment").sealed)
    hanako.cookies[persons.COOKIE] = urlsafe_b64encode(bytes(64)).decode()

    answer = hanako.post("/join/kana/", {"kana": "ベツ ジン"})

    assert answer["Location"].startswith("/sign-in/")
    assert bytes(Draft.objects.get(procedure="enrolment").sealed) == sealed


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "/\\example.com", "javascript:1", ""]
)
def test_nobody_is_led_to_another_site(
    door: Door, client: Client, db: object, elsewhere: str
) -> None:
    sent = client.post(door.begin, {"next": elsewhere})

    landed = client.get(sent["Location"].partition("8000")[2])

    assert landed["Location"] == door.home


@pytest.mark.parametrize(
    ("begun", "returned"),
    [
        pytest.param("/sign-in/begin/", "/sign-in/gbizid/return/", id="カードからGビズIDへ"),
        pytest.param("/sign-in/gbizid/begin/", "/sign-in/return/", id="GビズIDからカードへ"),
    ],
)
def test_a_return_from_the_other_provider_is_no_return(
    client: Client, db: object, begun: str, returned: str
) -> None:
    sent = client.post(begun)
    query = sent["Location"].partition("?")[2]

    page = client.get(f"{returned}?{query}")

    assert page.status_code == 403
    assert "この画面で始めたサインインの続きではありません" in page.content.decode()
    assert "person" not in client.session


@pytest.mark.parametrize("door", DOORS)
def test_a_return_is_good_once(door: Door, client: Client, db: object) -> None:
    sent = client.post(door.begin)
    address = sent["Location"].partition("8000")[2]
    client.get(address)

    again = client.get(address)

    assert again.status_code == 403


def test_the_choice_names_each_scheme_by_its_purpose_and_its_sign_in(
    client: Client, db: object
) -> None:
    text = client.get("/sign-in/").content.decode()

    card, company = text.split("取引先の倒産に備える")
    assert "自分の退職金を積み立てる" in card and "マイナンバーカードでサインイン" in card
    assert "GビズIDでサインイン" in company and "プライム" in company


@pytest.mark.parametrize(
    ("page", "first"),
    [("/join/", "マイナンバーカードでサインイン"), ("/tosanboshi/", "GビズIDでサインイン")],
)
def test_on_the_way_to_a_scheme_its_own_sign_in_comes_first_and_leads_there(
    client: Client, db: object, page: str, first: str
) -> None:
    text = client.get(client.get(page)["Location"]).content.decode()

    buttons = [part.partition("</button>")[0] for part in text.split('type="submit">')[1:]]
    assert buttons[0] == first
    assert text.split('name="next" value="')[1].partition('"')[0] == page
    assert text.split('name="next" value="')[2].partition('"')[0] == ""


def _keys(client: Client) -> bytes:
    return urlsafe_b64decode(client.cookies[persons.COOKIE].value)

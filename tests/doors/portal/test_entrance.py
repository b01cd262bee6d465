"""サインイン — in, out, and never a dead end."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

import pytest
from django.test import Client

from kyosai.doors import today
from kyosai.doors.portal import persons
from kyosai.doors.portal.entrance import next_steps
from kyosai.doors.portal.models import Draft, Person
from kyosai.wires.daa import refusals
from kyosai.wires.daa.fake import FakeDaa
from kyosai.wires.failure import Unreachable
from tests.doors.portal.conftest import signed_in

FAULTS = [getattr(refusals, name) for name in vars(refusals) if name[0].isupper()]


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.__module__ == refusals.__name__])
def test_each_failure_says_what_to_do_next(
    fault: type, client: Client, db: object, daa: FakeDaa
) -> None:
    assert fault in next_steps.STEPS
    daa.refusal = fault()
    sent = client.post("/sign-in/begin/", {"next": "/join/"})

    page = client.get(sent["Location"].partition("8000")[2])

    assert page.status_code == 403
    text = page.content.decode()
    assert fault.reason in text
    assert "次にできること" in text and "もう一度サインインする" in text
    assert "/sign-in/?next=%2Fjoin%2F" in text
    assert "person" not in client.session


def test_a_provider_that_cannot_be_reached_is_said_plainly(
    client: Client, db: object, daa: FakeDaa, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(redirect_uri: str) -> tuple[str, dict[str, str]]:
        raise Unreachable

    monkeypatch.setattr(daa, "begin", nobody)

    page = client.post("/sign-in/begin/")

    assert page.status_code == 503
    assert "つながりませんでした" in page.content.decode()


def test_signing_in_changes_the_session_and_hides_the_keys_from_scripts(
    client: Client, db: object
) -> None:
    client.get("/sign-in/")
    sent = client.post("/sign-in/begin/")
    before = client.session.session_key

    answer = client.get(sent["Location"].partition("8000")[2])

    assert client.session.session_key != before
    cookie = answer.cookies[persons.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert set(client.session.keys()) == {"person", persons.MARK, persons.SINCE}


def test_the_subject_itself_is_nowhere(hanako: Client, daa: FakeDaa) -> None:
    row = Person.objects.get()

    assert daa.person.sub not in (row.subject, str(row.person))


def test_the_same_card_is_the_same_person_and_the_same_draft_key(hanako: Client) -> None:
    again = signed_in(Client())

    assert again.session["person"] == hanako.session["person"]
    assert _keys(again)[:32] == _keys(hanako)[:32]
    assert _keys(again)[32:] != _keys(hanako)[32:]


def test_signing_out_forgets_session_keys_and_the_facts_of_the_card(hanako: Client) -> None:
    hanako.post("/sign-out/")

    assert not hanako.cookies[persons.COOKIE].value
    assert not Draft.objects.filter(procedure="identity").exists()
    assert hanako.get("/mine/").status_code == 302


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


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "/\\example.com", "javascript:1", ""]
)
def test_nobody_is_led_to_another_site(client: Client, db: object, elsewhere: str) -> None:
    sent = client.post("/sign-in/begin/", {"next": elsewhere})

    landed = client.get(sent["Location"].partition("8000")[2])

    assert landed["Location"] == "/mine/"


def _keys(client: Client) -> bytes:
    return urlsafe_b64decode(client.cookies[persons.COOKIE].value)

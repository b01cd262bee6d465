"""Staff sign in with a password and a second factor, or not at all."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kyosai.doors import today
from kyosai.doors.back_office import guard
from kyosai.sites.core import settings as site
from tests.doors.back_office.conftest import (
    PASSWORD,
    SECRET,
    appointed,
    client_of,
    code_now,
    secrets_at_rest,
)

LOGIN = "/accounts/login/"


def give_password(client: Client, password: str = PASSWORD) -> object:
    return client.post(LOGIN, {"login": "examiner", "password": password})


def test_password_and_code_open_the_first_page(db: None, client: Client) -> None:
    appointed("examiner")

    first = give_password(client)
    second = client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    home = client.get("/box/")

    assert first.headers["Location"] == "/accounts/2fa/authenticate/"
    assert second.headers["Location"] == "/"
    assert home.status_code == 200
    assert "見本 examiner" in home.text


def test_the_password_alone_opens_nothing(db: None, client: Client) -> None:
    appointed("examiner")

    give_password(client)

    assert client.get("/box/").headers["Location"].startswith(LOGIN)


def test_a_wrong_code_is_refused_in_japanese(db: None, client: Client) -> None:
    appointed("examiner")
    give_password(client)

    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert answer.status_code == 200
    assert "直していただきたいところがあります" in answer.text
    assert client.get("/box/").status_code == 302


def test_a_code_is_good_once(db: None) -> None:
    appointed("examiner")
    first, second = Client(), Client()
    for browser in (first, second):
        give_password(browser)
    code = code_now()

    first.post("/accounts/2fa/authenticate/", {"code": code})
    second.post("/accounts/2fa/authenticate/", {"code": code})

    assert first.get("/box/").status_code == 200
    assert second.get("/box/").status_code == 302


def test_an_officer_without_second_factor_is_led_to_set_it_up(db: None, client: Client) -> None:
    appointed("examiner", second_factor=False)

    give_password(client)

    for path in ("/", "/accounts/password/change/", "/accounts/2fa/"):
        assert client.get(path).headers["Location"] == "/second-factor/"
    assert "認証アプリを使う" in client.get("/second-factor/").text


def test_setting_up_the_app_opens_the_desk(db: None, client: Client) -> None:
    appointed("examiner", second_factor=False)
    give_password(client)
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.context["form"].secret in page.text
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()

    done = client.post("/accounts/2fa/totp/activate/", {"code": code_now()})
    codes = client.get(done.headers["Location"])

    assert "予備の番号" in codes.text
    assert client.get("/box/").status_code == 200


def test_secrets_rest_encrypted(db: None) -> None:
    appointed("examiner")

    assert secrets_at_rest()
    assert SECRET not in "".join(secrets_at_rest())


def test_nobody_signs_up(db: None, client: Client) -> None:
    page = client.get("/accounts/signup/")
    sent = client.post("/accounts/signup/", {"username": "x", "password1": "y", "password2": "y"})

    assert (page.status_code, sent.status_code) == (404, 404)


@pytest.mark.parametrize("path", ["email/", "password/reset/", "confirm-email/", "password/set/"])
def test_what_the_library_has_and_we_do_not_is_closed(examiner: Client, path: str) -> None:
    assert examiner.get(f"/accounts/{path}").status_code == 404


def test_the_tenth_wrong_password_locks(db: None, client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    appointed("examiner")

    answers = [give_password(client, f"wrong-{n}").status_code for n in range(11)]
    right = give_password(client)

    assert answers[0] == 200
    assert answers[-1] == 429
    assert right.status_code == 429
    assert "15分たってから" in right.text


def test_an_unknown_name_and_a_wrong_password_look_alike(db: None) -> None:
    appointed("examiner")
    known, unknown = Client(), Client()

    wrong = known.post(LOGIN, {"login": "examiner", "password": "no"})
    nobody = unknown.post(LOGIN, {"login": "nobody", "password": "no"})

    assert wrong.status_code == nobody.status_code
    assert wrong.context["form"].non_field_errors() == nobody.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("begun", "seen", "is_open"),
    [
        pytest.param(timedelta(hours=7, minutes=59), timedelta(minutes=1), True, id="7時間59分"),
        pytest.param(timedelta(hours=8, minutes=1), timedelta(minutes=1), False, id="8時間1分"),
        pytest.param(timedelta(hours=1), timedelta(minutes=14), True, id="14分触らない"),
        pytest.param(timedelta(hours=1), timedelta(minutes=16), False, id="16分触らない"),
    ],
)
def test_a_session_ends(examiner: Client, begun: timedelta, seen: timedelta, is_open: bool) -> None:
    session, now = examiner.session, today.machine_now()
    session[guard.SIGNED_IN_AT] = (now - begun).isoformat()
    session[guard.SEEN_AT] = (now - seen).isoformat()
    session.save()

    answer = examiner.get("/box/")

    assert (answer.status_code == 200) == is_open
    if not is_open:
        assert "ended=1" in answer.headers["Location"]
        assert "_auth_user_id" not in examiner.session


def test_a_stopped_officer_is_out_at_once(db: None) -> None:
    officer = appointed("examiner")
    client = client_of(officer)
    officer.is_active = False
    officer.save()

    assert client.get("/box/").headers["Location"].startswith(LOGIN)


def test_signing_out_ends_the_session(examiner: Client) -> None:
    examiner.post("/accounts/logout/")

    assert examiner.get("/box/").status_code == 302


def test_the_last_second_factor_stays(examiner: Client) -> None:
    answer = examiner.post("/accounts/2fa/totp/deactivate/")

    assert "ほかにありません" in answer.text.replace("、", "")
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_page_behind_the_door_is_kept_by_no_browser(examiner: Client) -> None:
    assert examiner.get("/box/").headers["Cache-Control"] == "no-store"


def test_the_address_asked_for_comes_after_sign_in(db: None, client: Client) -> None:
    answer = client.get("/?mark=1")

    assert answer.headers["Location"] == f"{LOGIN}?next=%2F%3Fmark%3D1"


@pytest.mark.parametrize("login", ["", "\x00", "あ" * 5000, "' OR 1=1 --", "examiner\r\nx: y"])
def test_rubbish_at_the_door_is_refused_not_broken(db: None, client: Client, login: str) -> None:
    for answer in (
        client.post(LOGIN, {"login": login, "password": login}),
        client.post("/accounts/2fa/webauthn/login/", {"credential": login}),
        client.get(LOGIN, {"next": login}),
    ):
        assert answer.status_code in (200, 302, 400)


def test_the_next_page_is_never_another_site(db: None, client: Client) -> None:
    appointed("examiner")
    client.post(
        f"{LOGIN}?next=https://example.com/",
        {"login": "examiner", "password": PASSWORD, "next": "https://example.com/"},
    )

    done = client.post("/accounts/2fa/authenticate/", {"code": code_now()})

    assert done.headers["Location"] == "/"


def test_the_site_itself_keeps_passwords_by_argon2() -> None:
    assert site.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]

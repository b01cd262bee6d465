"""Every route asks for a permission, and every duty meets every route (ACC-01)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, path, reverse

from kyosai.doors.back_office import admission, urls, views
from kyosai.records.officers.duties import DUTIES, PERMISSIONS
from tests.doors.back_office.conftest import appointed, client_of

WORDS = {
    "number": "K-00000001-95",
    "key": "skk:agency:2026-11",
    "statement": "Z03-skk-2026-12-28.dat",
    "ordinal": 1,
    "name": "Z91-skk-agency-2026-11-18-01.dat",
    "use": uuid4(),
    "frame_id": uuid4(),
    "hold_id": uuid4(),
    "call_id": uuid4(),
    "sheet": uuid4(),
    "account": "premiums:skk",
    "pk": 1,
    "uidb36": "1",
    "key_": "x",
    "year": 2026,
    "form": "csv",
    "lease": uuid4(),
    "box": "name",
}
TURNED_AWAY = "あなたの職務では、この画面を開けません"


def address(route: str) -> str:
    """Return an address of a route, with whatever words it takes."""
    taken = (
        (),
        ("number",),
        ("number", "use"),
        ("number", "box"),
        ("lease",),
        ("key",),
        ("name",),
        ("frame_id",),
        ("hold_id",),
        ("call_id",),
        ("sheet",),
        ("account",),
        ("statement", "ordinal"),
        ("pk",),
        ("uidb36", "key"),
        ("year",),
        ("year", "form"),
    )
    for wanted in taken:
        try:
            return reverse(route, kwargs={name: WORDS[name] for name in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(f"give {route} its words")


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    admission.check()


def test_a_route_without_a_rule_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = path("backdoor/", views.home, name="backdoor")
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, stranger])

    with pytest.raises(ImproperlyConfigured, match="backdoor"):
        names = [*admission.route_names(), *admission.route_names([stranger])]
        monkeypatch.setattr(admission, "route_names", lambda: iter(names))
        admission.check()


def test_every_rule_names_a_permission_some_duty_has() -> None:
    words = {admission.OPEN, admission.ENTRANCE, admission.SIGNED_IN, admission.CLOSED}

    assert set(admission.ADMISSION.values()) <= words | PERMISSIONS


@pytest.fixture(params=DUTIES)
def duty_and_client(request: pytest.FixtureRequest, db: None) -> tuple[str, Client]:
    return request.param, client_of(appointed(request.param))


@pytest.mark.django_db(databases="__all__")  # a company's reader asks by the company's own way
def test_each_duty_enters_what_its_table_allows_and_nothing_else(
    duty_and_client: tuple[str, Client],
) -> None:
    duty, client = duty_and_client
    wrong = []

    for route, rule in admission.ADMISSION.items():
        if rule not in PERMISSIONS:
            continue
        answer = client.get(address(route))
        turned_away = answer.status_code == 403 and TURNED_AWAY in answer.text
        if turned_away == (rule in DUTIES[duty].allows):
            wrong.append((route, rule, answer.status_code))

    assert wrong == []


def test_the_treasurer_sees_no_person_and_the_auditor_changes_nothing() -> None:
    assert not DUTIES["treasurer"].allows & {"holders.see", "documents.see", "holders.unmask"}
    assert not DUTIES["auditor"].allows & {"cases.decide", "cases.confirm", "holders.unmask"}


def test_an_officer_at_the_wrong_desk_may_do_nothing(db: None) -> None:
    officer = appointed("approver")
    officer.desk = "treasury"
    officer.save()

    assert client_of(officer).get("/box/").status_code == 403


@pytest.mark.parametrize("route", [r for r, rule in admission.ADMISSION.items() if rule != "open"])
def test_nobody_enters_without_signing_in(db: None, client: Client, route: str) -> None:
    answer = client.get(address(route))

    if admission.ADMISSION[route] == admission.CLOSED:
        assert answer.status_code == 404
    else:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "route", [r for r, rule in admission.ADMISSION.items() if rule in PERMISSIONS | {"signed_in"}]
)
def test_nobody_enters_with_the_password_alone(sign_in: Callable[..., Client], route: str) -> None:
    client = sign_in("approver", second_factor=False)

    assert client.get(address(route)).headers["Location"] == "/second-factor/"

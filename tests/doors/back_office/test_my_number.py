"""マイナンバーを開く — the duty, the fresh second factor, the purpose; shown once."""

from collections.abc import Callable
from time import time
from uuid import UUID

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.records.access_log import reads as access_log
from tests.records.my_numbers.test_vault import NUMBER, party

__all__ = ["party"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def address(party: UUID, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of the holder's case; the flow is one a desk works."""
    case = casework.cases_of(party)[0]
    monkeypatch.setattr("kyosai.doors.back_office.cases.flows.seen", lambda *_, **__: case)
    return f"/cases/{case.number}/my-number/"


def proved(client: Client, *, ago: int = 0) -> Client:
    """Note in the session that a second factor was shown so many seconds ago."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time() - ago}
    ]
    session.save()
    return client


def test_it_is_shown_once_and_the_person_sees_who_looked(
    sign_in: Callable[..., Client], party: UUID, address: str
) -> None:
    client = proved(sign_in("benefit_examiner"))

    before = client.get(address).content.decode()
    page = client.post(address, {"purpose": "retirement_slip", "whose": str(party)})

    assert "1234 5678 9018" in page.content.decode() and NUMBER not in before
    assert page["Cache-Control"] == "no-store"
    assert access_log.at_party(party)[0].what == "マイナンバー"


def test_without_a_fresh_second_factor_it_is_asked_for_first(
    sign_in: Callable[..., Client], address: str
) -> None:
    client = proved(sign_in("benefit_examiner"), ago=301)

    page = client.post(address, {"purpose": "retirement_slip"})

    assert page.status_code == 302 and "reauthenticate" in page["Location"]


@pytest.mark.parametrize("duty", ["benefit_approver", "examiner", "auditor", "treasurer"])
def test_no_other_duty_comes_to_the_page(
    sign_in: Callable[..., Client], address: str, duty: str
) -> None:
    assert proved(sign_in(duty)).get(address).status_code == 403

"""災害の定め — one officer of loans proposes, another puts it into force."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.procedures.lending.skk import by_order
from tests.procedures.collection import world

KEY = "sample-flood-2026"
PROPOSE = f"/loan-orders/{KEY}/propose/"


@pytest.fixture(autouse=True)
def practice(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WORKSHOP = True
    at = tokyo.at(date(2026, 11, 30), time(10, 0))
    monkeypatch.setattr(today, "now", lambda: at)
    monkeypatch.setattr(today, "today", lambda: at.date())


def waiting_case() -> str:
    return str(world.run("SELECT number FROM case_file WHERE NOT is_closed")[0][0])


def test_two_officers_put_an_order_into_force(sign_in: Callable[..., Client]) -> None:
    one, other = sign_in("loan_examiner"), sign_in("loan_approver")
    listed = one.get("/loan-orders/").text
    one.post(PROPOSE)
    seen = other.get(f"/cases/{waiting_case()}/").text

    other.post(f"/loan-orders/{waiting_case()}/confirm/")

    assert "架空区大雨災害（見本）" in listed and f'action="{PROPOSE}"' in listed
    assert "災害の貸付けの一覧へ" in seen
    assert by_order.is_in_force(KEY)
    assert "貸付け中" in one.get("/loan-orders/").text


def test_who_proposed_it_is_refused_in_words(sign_in: Callable[..., Client]) -> None:
    approver = sign_in("loan_approver")
    approver.post(PROPOSE)

    page = approver.post(f"/loan-orders/{waiting_case()}/confirm/")

    assert page.status_code == 409
    assert "別の人に依頼してください" in page.text
    assert not by_order.is_in_force(KEY)


def test_another_desk_proposes_nothing(examiner: Client) -> None:
    assert examiner.post(PROPOSE).status_code == 403
    assert world.run("SELECT count(*) FROM case_file") == [(0,)]


def test_an_officer_of_the_other_scheme_finds_nothing(sign_in: Callable[..., Client]) -> None:
    assert sign_in("tosanboshi_examiner").post(PROPOSE).status_code == 404

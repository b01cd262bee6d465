"""延長の定め — one officer proposes, another applies; the page says how many contracts."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.doors import today
from tests.procedures.collection import world

PROPOSE = "/orders/sample-flood-2026/propose/"


@pytest.fixture(autouse=True)
def practice(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WORKSHOP = True
    at = tokyo.at(date(2026, 11, 30), time(10, 0))
    monkeypatch.setattr(today, "now", lambda: at)
    monkeypatch.setattr(today, "today", lambda: at.date())
    world.holder(1, applied_on=date(2026, 10, 1))


def deferred() -> int:
    return int(world.run("SELECT count(*) FROM contract_deferral")[0][0])


def waiting_case() -> str:
    return str(world.run("SELECT number FROM case_file WHERE NOT is_closed")[0][0])


def test_the_page_lists_what_is_open_and_whom_it_touches(examiner: Client) -> None:
    page = examiner.get("/orders/").text

    assert "架空区大雨災害（見本）" in page and "1件" in page
    assert f'action="{PROPOSE}"' in page


def test_another_officer_applies_what_one_proposed(examiner: Client, approver: Client) -> None:
    examiner.post(PROPOSE)
    case = waiting_case()
    seen = approver.get(f"/cases/{case}/").text

    approver.post(f"/orders/{case}/confirm/")

    assert "延長の定めの一覧へ" in seen
    assert deferred() == 4
    assert "0件" in approver.get("/orders/").text


def test_who_proposed_it_is_refused_in_words(approver: Client) -> None:
    approver.post(PROPOSE)

    page = approver.post(f"/orders/{waiting_case()}/confirm/")

    assert page.status_code == 409
    assert "別の人に依頼してください" in page.text
    assert deferred() == 0


def test_an_examiner_may_not_apply(examiner: Client) -> None:
    examiner.post(PROPOSE)

    assert examiner.post(f"/orders/{waiting_case()}/confirm/").status_code == 403
    assert deferred() == 0


def test_where_nothing_is_open_the_page_says_so(examiner: Client, settings: Any) -> None:
    settings.WORKSHOP = False

    assert "いま申し込める定めはありません" in examiner.get("/orders/").text
    assert examiner.post(PROPOSE).status_code == 409

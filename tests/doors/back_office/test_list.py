"""名簿の照会の画面 — a list brought in whole, a match decided by two."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.basis import tokyo
from kyosai.casework import reads as cases
from kyosai.doors import today
from kyosai.records.listed import reads as listed
from tests.procedures.listing.lists import TARO, brought, content
from tests.procedures.payout.claimants import claimed, holder, party, send

AT = tokyo.at(date(2026, 10, 29), time(14))


@pytest.fixture(autouse=True)
def practice(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: AT)
    monkeypatch.setattr(today, "today", lambda: AT.date())


def bring(officer: Client, *rows: str) -> str:
    """Send a list with the form; return the page that comes after."""
    file = SimpleUploadedFile("名簿.csv", content(*rows))
    told = {"as_of": "2026-10-01", "source": "見本の名簿", "file": file}
    return officer.post("/list/", told, follow=True).text


def test_a_list_is_brought_in_and_a_match_decided_by_two(
    examiner: Client, approver: Client
) -> None:
    holder()
    page = bring(examiner, TARO)
    send(claimed())
    (waiting,) = cases.queue("contracts", at=AT)
    seen = examiner.get(f"/cases/{waiting.number}/").text
    examiner.post(f"/cases/{waiting.number}/match/", {"is_same": "no", "why": "住所が違います。"})
    proposed = approver.get(f"/cases/{waiting.number}/").text

    approver.post(f"/cases/{waiting.number}/match/decide/", {"decision": "confirm"})

    assert "1件" in page and "使用中" in page
    assert "M-0001" in seen and "完了太郎" not in seen
    assert "別の人" in proposed and "住所が違います。" in proposed
    assert listed.decided(party(1)) == {"M-0001": False}


def test_a_list_with_one_bad_field_is_refused_with_record_and_field(examiner: Client) -> None:
    page = bring(examiner, TARO, "M-0002,見本,ミホン,1958-13-01,2026-04-01,")

    assert "2件目の「生年月日」が正しくないため、取り込みませんでした。" in page
    assert listed.files() == []


def test_the_same_officer_decides_no_match(approver: Client) -> None:
    holder()
    brought(TARO)
    send(claimed())
    (waiting,) = cases.queue("contracts", at=AT)
    approver.post(f"/cases/{waiting.number}/match/", {"is_same": "yes", "why": "同じ住所です。"})

    page = approver.post(f"/cases/{waiting.number}/match/decide/", {"decision": "confirm"})

    assert page.status_code == 409
    assert listed.decided(party(1)) == {}


def test_another_desk_brings_no_list_in(sign_in: Callable[..., Client]) -> None:
    bring(sign_in("benefit_examiner"), TARO)

    assert listed.files() == []

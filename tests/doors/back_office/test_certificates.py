"""控除証明書の画面 — counts and reasons, a new issue by a desk, and letters a person picks."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from kyosai.doors import today
from kyosai.procedures.certification import premiums
from kyosai.records.access_log import reads as access_log
from kyosai.records.premium_certificates import reads
from tests.procedures.certification.test_premiums import named
from tests.procedures.payout.claimants import holder, party

NOW = datetime.fromisoformat("2026-11-16T10:00:00+09:00")
SINCE_2006 = {"formed_on": date(2006, 10, 1), "yen": 70_000}


@pytest.fixture(autouse=True)
def november(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: NOW)


@pytest.fixture
def clerk(sign_in: Callable[..., Client]) -> Client:
    return sign_in("skk_examiner")


def test_the_page_says_how_many_and_for_whom_not_and_why(clerk: Client) -> None:
    good, empty = holder(1, **SINCE_2006), holder(2, **SINCE_2006, months=9, account=False)
    premiums.for_all([good, empty], of=2026, at=NOW)

    page = clerk.get("/certificates/").text

    assert "この年に納めた掛金がない" in page
    assert f"/certificates/{empty}/" in page


def test_a_desk_issues_anew_with_a_reason_and_the_look_is_noted(clerk: Client) -> None:
    contract = holder(1, **SINCE_2006)
    clerk.post(f"/certificates/{contract}/issue/")

    silent = clerk.post(f"/certificates/{contract}/issue/", {"why": ""})
    page = clerk.post(f"/certificates/{contract}/issue/", {"why": "紛失"}, follow=True).text

    newest, first = reads.of_contract(contract, year=2026)
    assert silent.status_code == 422
    assert (newest.why, newest.officer, first.why) == ("紛失", "skk_examiner", "")
    assert newest.code in page and "700,000円" in page
    assert "控除証明書" in access_log.at_party(party(1))[0].what


def test_nothing_paid_is_refused_in_words(clerk: Client) -> None:
    contract = holder(1, **SINCE_2006, months=9, account=False)

    page = clerk.post(f"/certificates/{contract}/issue/")

    assert page.status_code == 409
    assert "この年に納めた掛金がありません" in page.text


def test_a_letter_is_chosen_by_a_person_and_only_one_that_is_needed(clerk: Client) -> None:
    contract = holder(1, **SINCE_2006)
    named(contract, "完了　𩸽子")
    premiums.for_all([contract], of=2026, at=NOW)

    needless = clerk.post("/certificates/letters/", {"letter": "吉", "plain": "士"})
    clerk.post("/certificates/letters/", {"letter": "𩸽", "plain": "ほ"})

    assert needless.status_code == 422
    assert premiums.for_contract(contract, of=2026, at=NOW).name == "完了　ほ子"


def test_the_other_scheme_and_other_desks_do_not_see_it(sign_in: Callable[..., Client]) -> None:
    contract = holder(1, **SINCE_2006)

    for duty in ("tosanboshi_examiner", "treasurer", "loan_examiner"):
        assert sign_in(duty).get(f"/certificates/{contract}/").status_code in (403, 404)

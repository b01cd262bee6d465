"""掛止めの案件 — proof before, a sworn statement afterwards: one officer decides."""

from datetime import date

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.exchange.messages.amendments import PremiumHoliday
from kyosai.procedures.amendment.pauses import holiday
from tests.procedures.amendment import wishes
from tests.procedures.collection import world


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    return world.holder(1, applied_on=date(2026, 10, 20))


def case(shown_by: str) -> str:
    message = wishes.wish(
        PremiumHoliday,
        1,
        at="2026-10-21T09:00:00",
        reason="in_hospital",
        months=6,
        shown_by=shown_by,
        attachments=("a-1",) if shown_by == "proof" else (),
    )
    wishes.sent(message)
    return str(wishes.cases(1)[0].number)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(holiday.drawing, "is_drawn", lambda receipt, share: True)
    return case("sworn_statement")


def test_the_case_says_why_and_for_how_long(examiner: Client) -> None:
    page = examiner.get(f"/cases/{case('proof')}/").text

    assert "入院している" in page and "6か月" in page and "書類（写真・PDF）" in page
    assert "添付書類　1件" in page


def test_one_officer_grants_what_the_papers_show(examiner: Client) -> None:
    number = case("proof")

    examiner.post(f"/cases/{number}/accept/")

    assert casework.case(number).outcome == "accepted"
    assert len(wishes.holidays(1)) == 1


def test_what_was_sworn_to_and_was_not_so_ends_with_words(examiner: Client, drawn: str) -> None:
    page = examiner.get(f"/cases/{drawn}/").text
    asked = examiner.get(f"/cases/{drawn}/give-back/").text
    examiner.post(f"/cases/{drawn}/give-back/", {"words": "入院していませんでした。"})

    assert "申立てのとおりだった" in page
    assert "掛止めを終わらせます" in asked
    assert casework.case(drawn).outcome == "returned"
    assert wishes.holidays(1) != [("hospitalised", "2026-11", "2027-04")]


def test_a_true_statement_is_noted_and_stays(examiner: Client, drawn: str) -> None:
    examiner.post(f"/cases/{drawn}/accept/")

    assert casework.case(drawn).outcome == "accepted"
    assert len(wishes.holidays(1)) == 1

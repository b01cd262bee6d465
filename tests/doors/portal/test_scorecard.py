"""利用率と声 — what anybody reads, and two questions that name nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kyosai.basis import fingerprint
from kyosai.doors.portal import begun
from kyosai.exchange import shelf
from kyosai.exchange.messages.outbound import PublicPage
from kyosai.exchange.messages.plain import to_json
from kyosai.exchange.messages.voices import Begun, BegunTally, SurveyAnswer
from tests.doors.portal import fake_core, joining
from tests.doors.portal.conftest import EVENING
from tests.exchange.internet.test_postbox import brought, number

MARKS = {"satisfaction": "5", "ease": "4"}
SUM = {
    "name": "加入保全手続き", "by": "令和5年度中", "goal": 20, "before": 76, "hidden": False,
    "received": 120, "online": 90, "assisted": 3, "share": 750, "kept_gross": 980,
    "kept_net": 1000, "median_seconds": 40,
}  # fmt: skip
CARD = {
    "year": 2026, "at": "2026-10-01T20:00:00+09:00", "small": 10, "sums": [SUM],
    "lines": [], "months": [], "shortcomings": [], "coming": [],
}  # fmt: skip


@pytest.fixture
def filed(hanako: Client) -> str:
    """A receipt number of 見本 花子's application."""
    joining.answer_everything(hanako)
    return str(joining.send(hanako)["Location"].split("/")[3])


def keep(place: int, *, at: str, year: int, key: str = "core_sign.key") -> None:
    text = fingerprint.canonical(CARD | {"year": year}).decode()
    page = PublicPage(name="scorecard", at=at, content=text)
    shelf.store([brought(page, number=number(place), key=key)])


def test_the_page_shows_goal_and_share_with_definitions(client: Client, db: object) -> None:
    keep(1, at="2026-10-01T20:00:00+09:00", year=2026)

    page = client.get("/scorecard/").content.decode()

    assert "加入保全手続き" in page and "75.0%" in page and "7.6%" in page and "令和5年度中" in page
    assert "<svg" in page and 'id="definitions"' in page


def test_the_newest_page_stands_and_an_unsigned_one_does_not(client: Client, db: object) -> None:
    keep(1, at="2026-10-01T20:00:00+09:00", year=2026)
    keep(2, at="2026-09-30T20:00:00+09:00", year=2025)
    late = client.get("/scorecard/").content.decode()
    keep(3, at="2026-10-02T20:00:00+09:00", year=2027, key="portal_sign.key")
    forged = client.get("/scorecard/").content.decode()

    assert "2026年度" in late and "2025年度" not in late
    assert "まだ数えていません" in forged


def test_two_questions_are_answered_once_without_name_or_receipt(
    hanako: Client, filed: str
) -> None:
    asked = hanako.get(f"/mine/receipts/{filed}/").content.decode()
    first = hanako.post(f"/mine/receipts/{filed}/questions/", MARKS)
    hanako.post(f"/mine/receipts/{filed}/questions/", {"satisfaction": "1", "ease": "1"})
    thanks = hanako.get(f"/mine/receipts/{filed}/questions/").content.decode()

    (sent,) = fake_core.arrived("survey_answer")
    answer = sent.message
    assert isinstance(answer, SurveyAnswer)
    assert "2つの質問に答える" in asked and first.status_code == 302 and "ありがとう" in thanks
    assert (answer.scheme, answer.procedure) == ("skk", "enrolment")
    assert (answer.satisfaction, answer.ease, answer.answered_on) == (5, 4, "2026-10-01")
    assert filed.encode() not in to_json(answer)


def test_a_question_left_open_is_asked_again_and_nothing_is_sent(
    hanako: Client, filed: str
) -> None:
    page = hanako.post(f"/mine/receipts/{filed}/questions/", {"satisfaction": "5"})

    assert "わかりやすかったかどうかを選んでください" in page.content.decode()
    assert fake_core.arrived("survey_answer") == []


def test_nobody_answers_about_the_filing_of_somebody_else(
    somebody_else: Client, filed: str
) -> None:
    answer = somebody_else.post(f"/mine/receipts/{filed}/questions/", MARKS)

    assert answer.status_code == 404
    assert fake_core.arrived("survey_answer") == []


def test_a_day_of_drafts_is_told_when_it_is_over_and_once(hanako: Client, at: Any) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])
    hanako.post("/join/capacity/", joining.ANSWERS["capacity"])
    same_day = begun.tell()
    at(EVENING + timedelta(days=1))
    told = begun.tell(), begun.tell()

    (sent,) = fake_core.arrived("begun_tally")
    assert same_day == 0 and told == (1, 0)
    assert sent.message == BegunTally("2026-10-01", (Begun("skk", "enrolment", 1),))

"""利用率の画面 — exact counts for the desk, papers for the third party, steps decided by two."""

from collections.abc import Callable
from datetime import date, time
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.records.stages import reads as stages
from tests.doors.back_office import samples
from tests.procedures.collection import world

STEP = {"procedure": "skk.enrolment", "stage": "online_only", "from_on": "2027-04-01"}
LAST_DAY, FIRST_DAY = date(2027, 3, 31), date(2027, 4, 1)


@pytest.fixture(autouse=True)
def practice(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WORKSHOP = True
    at = tokyo.at(date(2026, 11, 30), time(10, 0))
    monkeypatch.setattr(today, "now", lambda: at)
    monkeypatch.setattr(today, "today", lambda: at.date())


def waiting_case() -> str:
    return str(world.run("SELECT number FROM case_file WHERE flow = 'filing.stage'")[0][0])


def test_the_desk_sees_exact_counts_and_the_definitions(examiner: Client) -> None:
    samples.at_desk()

    page = examiner.get("/scorecard/2026/").text

    assert "1／1件" in page and "100.0%" in page and 'id="definitions"' in page
    assert "書類が画像" in page and "36" not in page.partition("<svg")[0]


def test_the_papers_come_with_the_digest_the_page_shows(examiner: Client) -> None:
    samples.at_desk()
    page = examiner.get("/scorecard/2026/").text
    address = page.partition('href="/scorecard/2026/file.csv')[2].partition('"')[0]

    rows = examiner.get("/scorecard/2026/file.csv" + address)
    pages = examiner.get("/scorecard/2026/file.pdf" + address)

    assert sha256(rows.content).hexdigest() in page
    assert "skk.enrolment,skk,joining,加入の申込み" in rows.content.decode()
    assert pages.content.startswith(b"%PDF")


def test_two_officers_switch_a_procedure_to_online_only_from_a_day_on(
    sign_in: Callable[..., Client],
) -> None:
    one, other = sign_in("examiner"), sign_in("approver")
    one.post("/stages/propose/", STEP)
    alone = one.post(f"/stages/{waiting_case()}/confirm/")

    other.post(f"/stages/{waiting_case()}/confirm/")

    assert alone.status_code == 409 and "別の人に依頼してください" in alone.text
    assert stages.standing("skk.enrolment", on=LAST_DAY).stage == "paper_possible"
    stages.insist_on_paper("skk.enrolment", on=LAST_DAY)
    with pytest.raises(stages.OnlineOnly, match="オンラインだけ"):
        stages.insist_on_paper("skk.enrolment", on=FIRST_DAY)
    assert "2027年4月1日" in one.get("/scorecard/2026/").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"from_on": "2026-11-30"}, "あしたより後の日"),
        ({"stage": "paper_possible"}, "もうその受け方です"),
        ({"stage": "fax"}, "受け方"),
        ({"from_on": ""}, "始まる日を入れてください"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_in_words(
    examiner: Client, change: dict[str, str], words: str
) -> None:
    page = examiner.post("/stages/propose/", STEP | change)

    assert page.status_code == 409 and words in page.text
    assert world.run("SELECT count(*) FROM case_file WHERE flow = 'filing.stage'") == [(0,)]


def test_a_desk_of_one_scheme_neither_sees_nor_switches_the_other(
    sign_in: Callable[..., Client],
) -> None:
    officer = sign_in("tosanboshi_examiner")

    assert officer.post("/stages/propose/", STEP).status_code == 404
    assert "小規模企業共済法施行規則10条" not in officer.get("/scorecard/2026/").text


def test_the_treasury_opens_no_scorecard_and_nobody_a_year_to_come(
    sign_in: Callable[..., Client], examiner: Client
) -> None:
    assert sign_in("treasurer").get("/scorecard/2026/").status_code == 403
    assert examiner.get("/scorecard/2027/").status_code == 404

"""だれでも見られるページ — answers with reasons, amounts with tables, deadlines."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kyosai.basis.money import Yen
from kyosai.doors.portal.public import curve
from kyosai.schemes.skk import estimate
from tests.doors.portal import fake_core


@pytest.mark.parametrize(
    ("answers", "words", "article"),
    [
        ("capacity=sole_proprietor&trade=services&employees=2&circumstance=none",
         "加入できます", "小規模企業共済法2条1項2号"),
        ("capacity=sole_proprietor&trade=retail&employees=6", "いまは加入できません",
         "小規模企業共済法2条1項2号"),
        ("capacity=employee", "いまは加入できません", "小規模企業共済法3条1項"),
        ("capacity=co_manager&trade=farming&employees=20&takes_part=yes&is_paid=yes"
         "&circumstance=none", "加入できます", "小規模企業共済法2条1項4号"),
    ],
)  # fmt: skip
def test_the_check_answers_with_reason_article_and_version(
    client: Client, db: object, answers: str, words: str, article: str
) -> None:
    page = client.get(f"/check/?{answers}").content.decode()

    assert words in page and article in page and "からの決まりで確かめました" in page


def test_the_check_keeps_nothing(client: Client, db: object) -> None:
    client.get("/check/?capacity=sole_proprietor&trade=services&employees=2&circumstance=none")

    assert not client.cookies


def test_the_check_lists_the_papers_of_this_case_and_no_other(client: Client, db: object) -> None:
    officer = client.get(
        "/check/?capacity=company_officer&organisation=company&trade=retail&employees=1"
        "&circumstance=none"
    ).content.decode()

    assert "法人番号" in officer and "確定申告書" not in officer


def test_the_estimate_shows_curve_table_and_this_years_tax(client: Client, db: object) -> None:
    page = client.get("/estimate/?premium=30000&income=5000000").content.decode()

    assert "<svg" in page and "<title id" in page and "<desc id" in page
    assert str(estimate.estimate(Yen(30_000), years=20).a) in page
    assert "基本額" in page and "90,000円" in page and "27,400円" in page


def test_every_point_of_the_curve_lies_within_the_drawing() -> None:
    for yen in (1_000, 30_000, 70_000):
        drawn = curve.drawn(estimate.curve(Yen(yen)))
        for line in drawn.lines:
            for point in line.points.split():
                x, y = map(int, point.split(","))
                assert curve.LEFT <= x <= curve.RIGHT and curve.TOP <= y <= curve.BOTTOM


@pytest.mark.parametrize(
    ("second", "is_in_time"), [(-1, True), (0, False), (1, False)], ids=["before", "at", "after"]
)
def test_the_planner_turns_over_at_the_cut_off_to_the_second(
    client: Client, db: object, at: Any, second: int, is_in_time: bool
) -> None:
    cut_off = datetime.fromisoformat("2026-12-09T16:00:00+09:00")
    at(cut_off + timedelta(seconds=second, milliseconds=-0 if second >= 0 else -500))

    page = client.get("/planner/?premium=30000").content.decode()
    any_bank = page.partition("どの銀行の口座でも")[2].partition("</section>")[0]

    assert ("まもなく締切です" in any_bank) is is_in_time
    assert ("今年の締切は過ぎました" in any_bank) is not is_in_time
    if is_in_time:
        assert "2026年12月18日（金）に引き落とし → 令和8年分の控除に入ります" in any_bank


def test_papers_for_a_person_need_an_earlier_day_than_data(client: Client, db: object) -> None:
    page = client.get("/planner/").content.decode()

    assert "2026年12月9日（水）16:00まで" in page
    assert "2026年12月4日（金）17:00までに送ってください" in page


def test_a_certificate_is_verified_by_number(client: Client, db: object) -> None:
    asked = client.post("/certificate/", {"number": "s－０００００００１－９５"})
    assert fake_core.show(fake_core.EVERYTHING) == 1

    page = client.get(asked["Location"]).content.decode()

    assert "この証書は本物です" in page and "2026年10月1日" in page


def test_another_browser_cannot_read_the_answer(client: Client, db: object) -> None:
    asked = client.post("/certificate/", {"number": "S-00000001-95"})
    fake_core.show(fake_core.EVERYTHING)

    assert "この証書は本物です" not in Client().get(asked["Location"]).content.decode()


def test_a_number_that_cannot_be_ours_is_refused_without_asking(client: Client, db: object) -> None:
    page = client.post("/certificate/", {"number": "S-00000001-96"}).content.decode()

    assert "番号が正しくありません" in page
    assert not fake_core.arrived()

"""掛金を止める、また始める、延ばす — on a phone, seeing first what it means."""

import pytest

from tests.stories.conftest import DESK, NARROW, PHONE, Walker
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
WAYS = [
    pytest.param(PHONE, True, id="390 px"),
    pytest.param(NARROW, False, id="320 px、JavaScriptなし", marks=pytest.mark.long),
    pytest.param(DESK, True, id="PC", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_a_holder_stops_begins_again_and_puts_off(
    size: tuple[int, int], scripts: bool, walker: Walker, world: World, applicant: Applicant
) -> None:
    person = holder(world, applicant)
    walk = walker(size, scripts=scripts, is_strict=scripts).go_on_for(person)

    walk.open(f"{world.portal}/mine/").sees("引き落とします").follow("止める")
    walk.press("変えたあとを確かめる").sees("理由を選んでください。")
    walk.choose("入院している", "6か月", "申し立てる（書類はいりません。すぐに決まります）")
    walk.choose("選んだ理由は事実です。掛金を納め続けることは、とても難しいです。")
    walk.press("変えたあとを確かめる")
    walk.sees("この6か月は、納めた月数に入りません。", "これからの引き落とし")
    walk.press("掛金を止める").sees("変更しました")

    walk.open(f"{world.portal}/mine/").sees("掛止め").follow("再開")
    walk.sees("いまは掛止めです").press("変えたあとを確かめる")
    walk.sees("掛金の引き落としをまた始めます").press("掛金をまた始める").sees("変更しました")

    walk.open(f"{world.portal}/mine/").sees("引き落とします").follow("延ばす")
    walk.sees("架空区大雨災害（見本）")
    walk.choose("災害などのため、期限までに掛金を納められません。")
    walk.press("変えたあとを確かめる").sees("それまで請求しません")
    walk.press("期限を延ばす").sees("変更しました")

    walk.open(f"{world.portal}/mine/").sees("2027年2月18日（木）に引き落とします")
    walk.open(f"{world.portal}/notices/").follow("納付期限の延長の手続きが終わりました")
    walk.sees("割増金はかからず、未納にもなりません")


def test_papers_go_to_a_person(walker: Walker, world: World, applicant: Applicant) -> None:
    walk = walker().go_on_for(holder(world, applicant))

    walk.open(f"{world.portal}/change/holiday/")
    walk.choose("所得がない", "12か月", "書類の写真を送る（担当者が確かめてから決まります）")
    walk.hand_in(
        "書類の写真かPDF（送る方だけ・1つ目）", "廃業届.jpg", "image/jpeg", applicants.picture()
    )
    walk.press("変えたあとを確かめる").sees("担当者が書類を確かめます")

    walk.press("掛金を止める").sees("担当者が確認しています")


def holder(world: World, applicant: Applicant) -> Visitor:
    """Return somebody whose contract has just been formed."""
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    applicants.send(person)
    applicants.wait_until(world, person, "契約が成立しました")
    return person

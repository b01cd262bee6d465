"""掛金を変える — a holder changes the premium on a phone, seeing first what it comes to."""

import pytest

from tests.stories.conftest import NARROW, PHONE, Walker
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
WAYS = [
    pytest.param(PHONE, True, id="390 px"),
    pytest.param(NARROW, False, id="320 px、JavaScriptなし", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_a_holder_changes_the_premium_and_reads_that_it_is_done(
    size: tuple[int, int], scripts: bool, walker: Walker, world: World, applicant: Applicant
) -> None:
    person = holder(world, applicant)
    walk = walker(size, scripts=scripts, is_strict=scripts).go_on_for(person)

    walk.open(f"{world.portal}/mine/").follow("毎月の掛金を変える")
    walk.sees("いまの毎月の掛金", "次の締切").write("新しい毎月の掛金", "70,500")
    walk.press("変えたあとを確かめる").sees("70,000円")
    walk.write("新しい毎月の掛金", "50,000").press("変えたあとを確かめる")
    walk.sees("これからの引き落とし", "変えたあと", "50,000円", "今年の掛金控除の見込み")
    walk.press("この金額に変える").sees("変更しました")

    walk.open(f"{world.portal}/mine/").sees("分から50,000円")
    walk.open(f"{world.portal}/notices/").follow("毎月の掛金の変更が終わりました").sees(
        "50,000円に増え"
    )


def holder(world: World, applicant: Applicant) -> applicants.Visitor:
    """Return somebody whose contract has just been formed."""
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    applicants.send(person)
    applicants.wait_until(world, person, "契約が成立しました")
    return person

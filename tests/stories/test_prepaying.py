"""Paying ahead in a browser: shown first, done in seconds, seen on the contract, ended again."""

import re

import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, PHONE, Walker
from tests.stories.walking import Walk
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SIZES = [pytest.param(size, id=f"{size[0]} px") for size in (PHONE, DESK)]
CHECK = "変えたあとを確かめる"


@pytest.mark.parametrize("size", SIZES)
def test_a_holder_prepays_every_year_ends_it_and_chooses_a_class(
    size: tuple[int, int], walker: Walker, world: World, applicant: Applicant
) -> None:
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    applicants.send(person)
    applicants.wait_until(world, person, "契約が成立しました")
    walk = walker(size)
    joining.sign_in(walk, world, applicant, to="/mine/")

    walk.sees("毎月払い", "次にまとめて払う予定はありません。").follow("まとめて払う")
    walk.sees("次の締切").choose("毎年くり返す").press(CHECK)
    walk.sees("前納減額金の見込み", "全額が入ります。", "毎年くり返します。").look()
    done(walk, "この内容でまとめて払う")
    walk.open(f"{world.portal}/mine/").sees(
        "12か月分を払います。", "その後も、毎年くり返します。"
    ).look()

    walk.follow(re.compile("^やめる")).choose("次の回を最後にする").press(CHECK)
    walk.sees("が、最後になります。").look()
    done(walk, "まとめて払うのをやめる")

    walk.open(f"{world.portal}/mine/").sees("毎月払い").follow(re.compile("^変更.*払い方"))
    walk.choose("年払い（12か月分ずつ）").pick("まとめて引き落とす月", "3月").press(CHECK)
    walk.sees("年払い（3月）になります。").look()
    done(walk, "この払い方に変える")


def done(walk: Walk, words: str) -> None:
    """Send, and wait until it is done."""
    walk.press(words).sees("変更しました").look()

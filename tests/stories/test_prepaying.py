"""Paying ahead in a browser: shown first, done in seconds, seen on the contract, ended again."""

import re

import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, NARROW, PHONE, Walker
from tests.stories.walking import Walk
from tools.story import applicants, firms, staff
from tools.story.applicants import Applicant
from tools.story.table import Table
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SIZES = [
    pytest.param(PHONE, id="390 px"),
    pytest.param(DESK, id="1280 px", marks=pytest.mark.long),
]
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


def test_an_enterprise_prepays_on_the_narrowest_of_phones_without_scripts(
    walker: Walker, world: World
) -> None:
    filed = firms.joins(world, Table(), firms.BAKERY)
    staff.accept(world, staff.sign_in(world, "審査 明"), filed.receipt)
    applicants.wait_until(world, filed.visitor, "掛金の合計（掛金総額）")
    filed.visitor.open(f"{world.portal}/change/prepayment/")
    walk = walker(NARROW, scripts=False, is_strict=False).go_on_for(filed.visitor)

    walk.sees("次の締切").choose("1回だけ").press(CHECK)
    walk.sees("払った後の、上限までの残り", "全額が、払った期の損金か").look()
    done(walk, "この内容でまとめて払う")

    walk.open(f"{world.portal}/mine/").sees("毎月払い", "12か月分を払います。").look()
    walk.open(f"{world.portal}/change/payment-class/").choose("年払い（12か月分ずつ）").press(CHECK)
    walk.sees("倒産防止共済は、毎月の払い方だけです。").look()

"""Joining in a browser, on phones and at a desk, until the certificate is in one's hands."""

import re
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import pypdfium2
import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, PHONE, Walker
from tests.stories.walking import Walk
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SIZES = [
    pytest.param(PHONE, id="390 px"),
    pytest.param(DESK, id="1280 px", marks=pytest.mark.long),
]


@pytest.mark.parametrize("size", SIZES)
def test_a_shop_owner_joins_and_holds_a_certificate_that_verifies(
    size: tuple[int, int], walker: Walker, world: World, applicant: Applicant, tmp_path: Path
) -> None:
    walk = walker(size)
    joining.find_out(walk, world)
    joining.sign_in(walk, world, applicant)
    joining.fill_in(walk, world, applicant)
    change_the_premium(walk, to="20000")
    promised = promise_of(walk)
    began = monotonic()
    receipt = joining.send(walk)

    assert receipt.startswith("U-")
    assert promised in walk.shown("お約束の日")
    walk.sees("契約が成立しました").look()
    print(f"\n{size[0]} px: 送ってから{monotonic() - began:.1f}秒で「契約が成立しました」")
    assert monotonic() - began < 15
    walk.follow("わたしの手続きを見る").sees("はじめての引き落とし", "20,000円", "今年の控除見込み")
    number = certificate_of(walk, tmp_path)
    walk.open(f"{world.portal}/notices/").page.locator("main .links a").first.click()
    walk.sees("お知らせの一覧へ戻る").look()
    anybody = walker(size).open(f"{world.portal}/certificate/")
    anybody.write("証書番号", number).press("番号を確かめる").sees("この証書は本物です", number)
    print(f"{walk.pages + anybody.pages}の画面を見た")


def change_the_premium(walk: Walk, *, to: str) -> None:
    """Follow a link of the check page to one answer, and be back there after changing it."""
    walk.sees("30,000円").follow(re.compile(r"変更\s*する（毎月の掛金"))
    walk.write("毎月の掛金はいくらにしますか？", to).press(joining.SAVE)
    assert walk.path == "/join/check/"
    walk.sees(f"{int(to):,}円")


def promise_of(walk: Walk) -> str:
    """Return the promised day the check page shows before sending."""
    words = walk.page.locator(".promise .figure").first.inner_text()
    assert re.fullmatch(r"2\d{3}年\d+月\d+日（.）\d+:\d\dまで", words), words
    return words


def certificate_of(walk: Walk, folder: Path) -> str:
    """Save the certificate; return the number printed on it."""
    with walk.page.expect_download() as saved:
        walk.page.get_by_role("link", name="契約締結証書のPDFを保存する").click()
    saved.value.save_as(folder / "certificate.pdf")
    printed = pypdfium2.PdfDocument(folder / "certificate.pdf")[0].get_textpage().get_text_range()
    found = re.search(r"S-\d{8}-\d{2}", printed)
    assert found, printed
    return found.group()


@pytest.mark.long  # the whole story shows it in every run
@pytest.mark.timeout(200)
def test_after_the_results_of_the_debit_day_the_position_says_paid(
    walker: Walker, world: World, applicant: Applicant
) -> None:
    asked_in = world.now().month
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    applicants.send(person)
    applicants.wait_until(world, person, "契約が成立しました")
    person.open(f"{world.portal}/mine/")
    year, month, day = map(int, re.findall(r"\d+", person.shown("はじめての引き落とし")))
    told_by = date(year, month, day) + timedelta(days=9)

    world.move_to(f"{told_by}T17:00:00")

    for size in (PHONE, DESK):
        walk = walker(size)
        joining.sign_in(walk, world, applicant, to="/mine/")
        walk.sees(f"{asked_in}月分 納付済み")

"""The other side of the counter: officers in a browser, and what the person learns of it."""

from dataclasses import replace

import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, PHONE, Walker
from tests.stories.walking import Walk
from tools.story import applicants, staff
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
WHY_MANY = "従業員の数が、加入できる5人を超えています。5人以下になったら、また申し込めます。"


@pytest.fixture
def with_pictures(applicant: Applicant) -> Applicant:
    """Somebody who shows the business by pictures."""
    return replace(applicant, with_pictures=True)


@pytest.fixture
def with_many(applicant: Applicant) -> Applicant:
    """Somebody with too many employees."""
    return replace(applicant, name=f"大勢{applicant.name[2:]}", employees="30")


def test_an_officer_looks_with_a_reason_and_accepts_and_two_officers_refuse(
    walker: Walker, world: World, with_pictures: Applicant, with_many: Applicant
) -> None:
    accepted, refused = sent(world, with_pictures), sent(world, with_many)
    first = at_the_desk(walker(DESK), world, "審査 明")
    promises = first.page.locator("main tbody td:first-child .note").all_inner_texts()
    assert len(promises) >= 2
    assert promises == sorted(promises, key=as_sortable)

    open_case(first, world, accepted.receipt)
    assert with_pictures.name not in first.page.inner_text("main")
    first.follow("隠した事項を表示する")
    first.pick("理由", "加入の審査").press("5分間表示する").sees(with_pictures.name)
    picture = first.page.locator(".evidence img").first
    assert picture.evaluate("e => e.complete && e.naturalWidth > 100")
    first.press("承諾する").sees("終了")
    applicants.wait_until(world, accepted.person, "契約が成立しました")

    open_case(first, world, refused.receipt).follow("断る案を作る")
    first.pick(
        "断る理由", first.page.locator("#id_ground option", has_text="従業員").first.inner_text()
    )
    first.write("ご本人への説明", WHY_MANY).press("決裁へ送る")
    first.sees("決裁する人を待っています")
    assert first.page.get_by_role("button", name="この案で断る").count() == 0
    second = at_the_desk(walker(DESK), world, "承認 聡")
    open_case(second, world, refused.receipt).press("この案で断る").sees("終了")
    applicants.wait_until(world, refused.person, "お引き受けできません")

    applicant = walker(PHONE)
    joining.sign_in(applicant, world, with_pictures, to="/mine/who-looked/")
    applicant.sees("を見ました", "理由：加入の審査")


class Sent:
    """Somebody who has sent an application."""

    def __init__(self, person: Visitor, receipt: str) -> None:
        self.person, self.receipt = person, receipt


def sent(world: World, applicant: Applicant) -> Sent:
    """Send an application that a desk will look at."""
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    receipt, _ = applicants.send(person)
    applicants.wait_until(world, person, "担当者が確認しています")
    return Sent(person, receipt)


def at_the_desk(walk: Walk, world: World, name: str) -> Walk:
    """Sign in with a password and the six digits of an authenticator."""
    way = world.officer(name)
    walk.open(f"{world.back_office}/accounts/login/")
    walk.write("ユーザー名", way["username"]).write("パスワード", way["password"])
    walk.press("次へ進む").write("番号", staff.code(way["totp_secret"])).press("サインイン")
    assert walk.path == "/box/"
    return walk


def open_case(walk: Walk, world: World, receipt: str) -> Walk:
    """Find a case by the number of its receipt."""
    walk.open(f"{world.back_office}/search/?number={receipt}")
    if "/cases/" not in walk.path:
        walk.follow("K-")
    return walk


def as_sortable(promise: str) -> tuple[int, ...]:
    """Return 2026年10月6日（火）17:00 as numbers."""
    return tuple(int(each) for each in "".join(c if c.isdigit() else " " for c in promise).split())

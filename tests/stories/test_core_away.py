"""What cannot be lost: the core away, another device, a button pressed twice."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, PHONE, Walker, Workshop
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
AWAY = "契約の内容は、いま表示できません"


@contextmanager
def asleep(process: int) -> Iterator[None]:
    """Stop a process of our own workshop for a while; it does not end."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def about_to_send(world: World, applicant: Applicant) -> Visitor:
    """Answer everything with a plain browser, which is quick."""
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    return person


def test_while_the_core_is_away_the_portal_takes_filings_and_says_what_it_cannot_show(
    walker: Walker, workshop: Workshop, applicant: Applicant
) -> None:
    world = workshop.world
    walk = walker(PHONE).go_on_for(about_to_send(world, applicant))

    with asleep(workshop.pid("courier")):
        receipt = joining.send(walk)
        walk.sees("受け付けました", receipt, "機構に届くのを待っています")
        walk.open(f"{world.portal}/mine/").sees(receipt, AWAY).look()

    walk.open(f"{world.portal}/mine/receipts/{receipt}/").sees("契約が成立しました")
    walk.open(f"{world.portal}/mine/").sees("はじめての引き落とし")


@pytest.mark.long  # drafts have examples of their own
def test_what_was_begun_on_a_phone_is_finished_at_a_desk(
    walker: Walker, world: World, applicant: Applicant
) -> None:
    phone, desk = walker(PHONE, is_quick=True), walker(DESK, is_quick=True)
    joining.sign_in(phone, world, applicant)
    joining.tell_about_business(phone, applicant)
    joining.show_evidence(phone, world, applicant)
    phone.page.context.close()

    joining.sign_in(desk, world, applicant)
    desk.sees("続きから始められます").follow("続きを始める")
    assert desk.path == "/join/premium/"
    joining.choose_premium(desk, applicant.monthly_premium)
    joining.register_account(desk, applicant)
    joining.declare(desk, applicant)
    desk.sees(applicant.business_name, "2015年（平成27年）4月1日", "jushin.xml")
    joining.send(desk)

    desk.sees("契約が成立しました")


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param(True, id="with scripts", marks=pytest.mark.long),
        pytest.param(False, id="without scripts"),
    ],
)
def test_pressing_send_twice_makes_one_filing(
    scripts: bool, walker: Walker, world: World, applicant: Applicant
) -> None:
    walk = walker(PHONE, scripts=scripts, is_quick=True)
    walk.go_on_for(about_to_send(world, applicant))
    joining.agree(walk)

    walk.page.get_by_role("button", name="この内容で申し込む").dblclick()

    walk.page.wait_for_url("**/mine/receipts/**")
    walk.sees("契約が成立しました")
    walk.open(f"{world.portal}/mine/").sees("はじめての引き落とし")
    assert walk.page.locator(".filings > li").count() == 1
    assert walk.page.get_by_text("契約者番号").count() == 1

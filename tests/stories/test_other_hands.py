"""The same way without a mouse, and without JavaScript."""

import pytest

from tests.stories import joining
from tests.stories.conftest import DESK, NARROW, Walker
from tests.stories.hands import Keys
from tools.story.applicants import Applicant
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_one_joins_by_the_keyboard_alone_and_always_sees_where_one_is(
    walker: Walker, world: World, applicant: Applicant
) -> None:
    walk = walker(DESK, hand=Keys, is_strict=False)

    joining.find_out(walk, world)
    joining.sign_in(walk, world, applicant)
    joining.fill_in(walk, world, applicant)
    joining.send(walk)

    walk.sees("契約が成立しました")
    print(f"\nキーボードだけで{walk.pages}の画面、{walk.hand.stops}か所にとまった")


@pytest.mark.long  # a company joins without it in every run
def test_one_joins_without_javascript(walker: Walker, world: World, applicant: Applicant) -> None:
    walk = walker(NARROW, scripts=False, is_strict=False)

    joining.find_out(walk, world)
    joining.sign_in(walk, world, applicant)
    joining.fill_in(walk, world, applicant)
    joining.send(walk)

    walk.sees("契約が成立しました")
    walk.open(f"{world.portal}/mine/").sees("はじめての引き落とし")

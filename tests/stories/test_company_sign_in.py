"""A company signs in on a phone: with scripts and without, and with every kind of account."""

import pytest

from tests.stories.conftest import NARROW, PHONE, Walker
from tests.stories.walking import Walk
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
WAYS = [
    pytest.param(PHONE, True, id="390 px", marks=pytest.mark.long),
    pytest.param(PHONE, False, id="390 px、JavaScriptなし", marks=pytest.mark.long),
    pytest.param(NARROW, False, id="320 px、JavaScriptなし"),
]
ACCOUNTS = {
    "試作進（": ("プライム", "加入の申し込みで聞くこと"),
    "見本花子（プライム": ("見本ベーカリー", "個人事業主管理番号"),
    "試算かず子": ("この手続きは、プライムの方が送ります", "権限あり"),
    "仮名新": ("このサービスを使う権限がいります", "権限なし"),
    "架空　三郎": ("GビズIDプライムがいります", "エントリー"),
}


def enter(walk: Walk, account: str) -> Walk:
    """Open a sample account at the page of GビズID."""
    walk.choose(account).write("パスワード", "1234").press("GビズIDでサインイン")
    assert walk.path == "/tosanboshi/"
    return walk


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_a_company_chooses_its_scheme_signs_in_and_out(
    size: tuple[int, int], scripts: bool, walker: Walker, world: World
) -> None:
    walk = walker(size, scripts=scripts, is_strict=scripts)

    walk.open(f"{world.portal}/").follow("GビズIDで始める")
    walk.sees("この手続きは、GビズIDでサインインします").press("GビズIDでサインイン")
    enter(walk, "試作進（").sees("見本精機株式会社", "9999901000008", "試作　進", "納税証明書")
    walk.open(f"{world.portal}/mine/").sees("送った手続きは、まだありません")
    walk.press("サインアウト").sees("サインアウトしました")


@pytest.mark.parametrize(("account", "words"), ACCOUNTS.items(), ids=ACCOUNTS)
def test_every_kind_of_account_reads_where_it_stands(
    account: str, words: tuple[str, ...], walker: Walker, world: World
) -> None:
    walk = walker(PHONE).open(f"{world.portal}/sign-in/").press("GビズIDでサインイン")

    enter(walk, account).sees(*words)


def test_a_company_that_wants_to_the_card_is_told_and_led_there(
    walker: Walker, world: World
) -> None:
    walk = walker(PHONE).open(f"{world.portal}/sign-in/").press("GビズIDでサインイン")
    enter(walk, "試作進（")

    walk.page.goto(f"{world.portal}/join/")
    walk.look().sees("この手続きは、マイナンバーカードでサインインします")
    walk.press("マイナンバーカードに切り替える").press("マイナンバーカードでサインイン")
    walk.choose("試作　進").write("利用者証明用の暗証番号", "1234")
    walk.press("カードをかざしてサインイン")

    assert walk.path == "/join/"


def test_a_failure_of_gbizid_is_a_page_that_leads_on(walker: Walker, world: World) -> None:
    walk = walker(PHONE).open(f"{world.portal}/sign-in/").press("GビズIDでサインイン")
    world.switch("gbizid.changed_representative", on=True)

    walk.choose("試作進（").write("パスワード", "1234").press("GビズIDでサインイン")
    world.switch("gbizid.changed_representative", on=False)

    walk.sees("本人確認をした方が合いません", "次にできること").follow("もう一度サインインする")
    walk.sees("この手続きは、GビズIDでサインインします")

"""借りる・受け取る・やめる — holders of many years, on a phone and at a desk."""

import subprocess
import sys

import pytest

from tests.stories.conftest import DESK, NARROW, PHONE, Walker, Workshop
from tests.stories.walking import Walk
from tools.story import applicants, money
from tools.story.money import ICHIRO, KEIZOKU, SABURO, TARO, TSUGIO, Holder

NONE_BEFORE = ("今年は受け取っていない", "去年までは受け取っていない")
pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture(scope="package")
def seated(workshop: Workshop) -> None:
    """Holders with contracts of many years, in the workshop everybody shares."""
    command = [sys.executable, "-m", "tools.personas", "--state", str(workshop.state)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def entered(workshop: Workshop, seated: None, walker: Walker):
    """Let a holder's browser stand where a plain one has signed in and linked the contract."""

    def enter(holder: Holder, size: tuple[int, int], *, scripts: bool) -> Walk:
        person = money.linking(workshop.world, holder)
        return walker(size, scripts=scripts, is_strict=scripts).go_on_for(person)

    return enter


SCREENS = [
    pytest.param(PHONE, True, id="390 px"),
    pytest.param(NARROW, False, id="320 px、JavaScriptなし", marks=pytest.mark.long),
    pytest.param(DESK, True, id="PC", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("size", "scripts"), SCREENS[:1])
def test_a_holder_borrows_reading_the_whole_contract_before_signing(
    entered, workshop: Workshop, size: tuple[int, int], scripts: bool
) -> None:
    world, card = workshop.world, ICHIRO.applicant
    walk = entered(ICHIRO, size, scripts=scripts)

    walk.open(f"{world.portal}/mine/").sees("いま借りられる額（一般貸付け）")
    walk.open(f"{world.portal}/borrow/").sees("借りる額と期間")
    walk.write("借りる額", "1,000,000").choose("12か月")
    walk.press("受け取る額と契約書を確かめる").sees("985,000円", "契約書の全文")
    walk.press("署名").choose("自分で入れる（下に書いた人のカード）")
    walk.unfold("自分で入れる人の4つのこと")
    walk.write("名前", card.name).write("住所", card.address).write("生年月日", card.birthdate)
    walk.pick("性別", "男").write("署名用の暗証番号（6〜16文字）", money.PIN)
    walk.press("カードをかざして署名する").sees("お約束の日", "振込み")

    walk.open(f"{world.portal}/notices/").sees("貸付けが決まりました")
    walk.open(f"{world.portal}/repayments/").sees("返済の予定", "1,000,000円")


@pytest.mark.parametrize(("size", "scripts"), SCREENS[1:2])
def test_a_holder_over_sixty_five_is_paid_without_anybody(
    entered, workshop: Workshop, size: tuple[int, int], scripts: bool
) -> None:
    walk = entered(TSUGIO, size, scripts=scripts)

    walk.open(f"{workshop.world.portal}/claim/").sees("ほかの方法とくらべる")
    walk.follow("65歳からの受け取り").choose("一度に受け取る", "出す（引く税が少なくなります）")
    walk.choose(*NONE_BEFORE).press("受け取る額を確かめる")
    walk.sees("振り込む額", "引く税金").press("この内容で受け取る").sees("お約束の日")


@pytest.mark.parametrize(("size", "scripts"), SCREENS[2:])
def test_a_cancellation_is_compared_and_may_be_taken_back(
    entered, workshop: Workshop, size: tuple[int, int], scripts: bool
) -> None:
    walk = entered(SABURO, size, scripts=scripts)

    walk.open(f"{workshop.world.portal}/claim/cancel/").sees("ほかの方法とくらべる")
    walk.choose("65歳以上で、出す（引く税が少なくなります）", *NONE_BEFORE)
    walk.choose("契約が終わり、積み立てが止まることを確かめました。")
    walk.press("受け取る額を確かめる").sees("振り込む額").press("解約する")
    walk.sees("24時間は取り下げられます")


@pytest.mark.parametrize(("size", "scripts"), SCREENS[2:])
def test_a_company_claims_when_its_customer_fails(
    entered, workshop: Workshop, size: tuple[int, int], scripts: bool
) -> None:
    walk = entered(KEIZOKU, size, scripts=scripts)
    start = f"{workshop.world.portal}/tosanboshi/borrow"

    walk.open(f"{start}/").sees("取引先が倒産したとき")
    walk.open(f"{start}/claim/").sees("倒産した取引先", "書類の写真")


@pytest.mark.long
def test_a_closed_business_is_shown_by_a_picture(entered, workshop: Workshop) -> None:
    walk = entered(TARO, PHONE, scripts=True)

    walk.open(f"{workshop.world.portal}/claim/event/")
    walk.choose("事業の廃止（第三者への譲渡をふくむ）")
    walk.write("年", "2026").write("月", "10").write("日", "1")
    walk.choose("書類の写真かPDF。担当者が確かめます", "一度に受け取る")
    walk.choose("出す（引く税が少なくなります）", *NONE_BEFORE)
    paper = applicants.picture()
    walk.hand_in("書類の写真かPDF（1つ目）", "haigyou.jpg", "image/jpeg", paper)
    walk.press("受け取る額を確かめる").sees("共済金A").press("この内容で請求する")
    walk.sees("担当者が確認しています")

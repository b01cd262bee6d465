"""A company and a sole trader join on a phone, without JavaScript, and see where they stand."""

import pytest

from tests.stories import firms, joining
from tests.stories.conftest import PHONE, Walker, numbers
from tools.story.applicants import Applicant
from tools.story.companies import Firm
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_company_joins_by_data_alone_without_javascript(walker: Walker, world: World) -> None:
    company = firms.some_company(next(numbers))
    firm = firms.firm_of(company)
    walk = walker(PHONE, scripts=False)

    firms.sign_in(walk, world, firm, kind="プライム（法人）")
    walk.sees("国税庁の法人番号公表サイト", company.name, company.number, "株式会社")
    walk.press("この会社で次へ進む").sees(company.name)
    assert walk.page.get_by_label("口座の名義のフリガナ").input_value() == company.furigana
    walk.press(joining.SAVE)
    firms.tell_about_business(walk, employees="12", opened=("2020", "4", "1"))
    firms.show_taxes(walk, world, firm)
    firms.choose_premium(walk, "100000")
    firms.send_paper(walk)
    firms.declare(walk)
    receipt = firms.send(walk)

    assert receipt.startswith("U-")
    walk.sees("契約が成立しました").look()
    walk.follow("わたしの手続きを見る")
    walk.sees("100,000円", "はじめての引き落とし", "口座振替申込書を確認しています")
    walk.open(f"{world.portal}/notices/").follow("契約が成立しました")
    walk.sees("倒産防止共済の契約が成立しました", "最初の引き落とし")
    print(f"\nJavaScriptなしで{walk.pages}の画面を見た")


@pytest.mark.long
def test_a_sole_trader_joins_by_data_alone_without_javascript(
    walker: Walker, world: World, applicant: Applicant
) -> None:
    firm = Firm(
        "物語商店", applicant.name, number=f"1{next(numbers):012d}", kind="prime_sole_proprietor"
    )
    walk = walker(PHONE, scripts=False)

    firms.sign_in(walk, world, firm, kind="プライム（個人事業主）")
    walk.sees(applicant.name).write("口座の名義のフリガナ", applicant.kana).press(joining.SAVE)
    firms.tell_about_business(walk, employees="2", opened=("2015", "4", "1"))
    walk.press(joining.SAVE)
    firms.show_return(walk, world, firm)
    firms.show_taxes(walk, world, Firm(firm.person, "", number="", address=firm.address))
    firms.choose_premium(walk, "20000")
    joining.register_account(walk, applicant)
    firms.declare(walk, words=("はい、申告しています", *firms.WORDS))
    firms.send(walk)

    walk.sees("契約が成立しました").look()
    walk.follow("わたしの手続きを見る").sees("20,000円", "サンプル銀行", "はじめての引き落とし")
    print(f"\nJavaScriptなしで{walk.pages}の画面を見た")


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("例示閉子", ("この会社の登記は閉じられています", "清算が終わったため", "次にすること")),
        ("例示移", ("移転済株式会社", "GビズIDの登録と違うところがあります", "移転前株式会社")),
    ],
    ids=["閉鎖", "商号変更"],
)
def test_a_company_reads_how_it_stands_in_the_register(
    account: str, words: tuple[str, ...], walker: Walker, world: World
) -> None:
    walk = walker(PHONE).open(f"{world.portal}/sign-in/").press("GビズIDでサインイン")
    walk.choose(account).write("パスワード", "1234").press("GビズIDでサインイン")

    walk.follow("加入の申し込みへ進む").follow("申し込みを始める")

    assert walk.path == "/tosanboshi/join/registered/"
    walk.sees(*words)

"""Those who act for others, in a browser: a 税理士 (scene 2), and a bereaved family."""

import pytest

from tests.stories.conftest import NARROW, PHONE, Walker
from tools.story import applicants, companies
from tools.story.applicants import Applicant
from tools.story.companies import Firm
from tools.story.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
ZEIKO = Firm("例示税理士法人", "例示　税子")


def test_a_tax_accountant_prepares_and_the_client_sends(
    walker: Walker, world: World, applicant: Applicant
) -> None:
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    applicants.send(person)
    applicants.wait_until(world, person, "契約が成立しました")
    client = walker(PHONE).go_on_for(person.open(f"{world.portal}/mine/delegates/"))
    client.follow("新しく頼む").choose("掛金と証明書", "6か月").press("コードを作る")
    code = client.shown("コード")

    visitor = companies.sign_in(world, ZEIKO).open(f"{world.portal}/clients/accept/")
    delegate = walker(PHONE).go_on_for(visitor)
    delegate.write("頼まれたコード（12文字）", code).press("引き受ける").sees(
        "手続きが終わりました"
    )
    delegate.open(f"{world.portal}/clients/").sees("次の締切").follow("手続きを用意する")
    delegate.follow("まとめて払う").choose("1回だけ").press("変えたあとを確かめる")
    delegate.sees("前納減額金の見込み").press("ご本人に承認を頼む").sees("手続きが終わりました")

    client.open(f"{world.portal}/mine/delegates/").sees("例示税理士法人")
    client.follow("まとめて払う申込み").sees("あなたが送るまで、何も変わりません。")
    client.press("承認して送る").sees("変更しました")
    client.open(f"{world.portal}/mine/delegates/").sees("を用意しました。").press("頼むのをやめる")
    client.sees("手続きが終わりました")
    delegate.open(f"{world.portal}/clients/").sees("いまは、頼まれている顧問先がありません。")


def test_a_family_tells_of_a_death_without_signing_in(walker: Walker, world: World) -> None:
    walk = walker(NARROW, scripts=False, is_strict=False)

    walk.open(f"{world.portal}/bereaved/").sees("心よりお悔やみ申し上げます。")
    walk.follow("受け取る順番と書類を調べる")
    for name, value in (("kin", "spouse"), ("supported", "yes"), ("many", "no")):
        walk.page.check(f"input[name={name}][value={value}]")
    walk.press("書類の一覧を見る").sees("法定相続情報一覧図", "内縁だったことが分かる書類")
    walk.follow("亡くなったことを知らせる")
    walk.write("亡くなった方の契約者番号（9けた）", "000000195")
    walk.write("亡くなった方のフリガナ", "カンリョウ タロウ")
    for field, day in (("deceased_birthdate", "1958-4-1"), ("died_on", "2026-9-15")):
        for part, number in zip(("y", "m", "d"), day.split("-"), strict=True):
            walk.page.fill(f"input[name={field}_{part}]", number)
    walk.write("あなたのお名前", "完了 春子").write("あなたのフリガナ", "カンリョウ ハルコ")
    walk.write("手紙のお届け先", "東京都架空区見本町1-2-3").write("電話番号", "09000000000")
    walk.press("知らせる").sees("お知らせを受け付けました")
    receipt = walk.shown("受付番号")

    walk.open(f"{world.portal}/bereaved/enter/")
    walk.write("受付番号", receipt).write("コード（12文字）", "ABCD-EFGH-JKMN")
    walk.press("部屋に入る")
    walk.page.get_by_text("番号かコードが違います").wait_for()

"""加入の道 — the way from the first question to the receipt, whichever hand walks it."""

from tests.stories.walking import Walk
from tools.story.applicants import Applicant, tax_receipt
from tools.story.world import World

SAVE = "保存して次へ進む"
SUBJECTS = "はい、"


def find_out(walk: Walk, world: World) -> None:
    """Learn without signing in whether one can join, and what becomes of the premiums."""
    walk.open(f"{world.portal}/").follow("加入できるか確認する")
    for answer in ("個人事業主", "小売業"):
        walk.choose(answer).press("次へ進む")
    walk.write("いつも働いている従業員は何人ですか？", "2").press("次へ進む")
    walk.choose("どれにも当てはまらない").press("次へ進む")
    walk.sees("加入できます", "根拠：", "あなたの書類")
    walk.follow("先に掛金を試算する")
    walk.write("毎月の掛金", "30000").press("試算する")
    walk.sees("今年の控除見込み", "5年", "30年", "解約手当金")


def sign_in(walk: Walk, world: World, applicant: Applicant, *, to: str = "/join/") -> None:
    """Sign in with the card on the way to a page."""
    walk.open(f"{world.portal}{to}").press("マイナンバーカードでサインイン")
    walk.choose("自分で入れる").unfold("自分で入れる人の4つのこと")
    walk.write("名前", applicant.name).write("住所", applicant.address)
    walk.write("生年月日", applicant.birthdate)
    walk.write("利用者証明用の暗証番号", "1234").press("カードをかざしてサインイン")
    assert walk.path == to


def tell_about_business(walk: Walk, applicant: Applicant) -> None:
    """Answer who one is and what one does; the card has told name, address and birthday."""
    walk.follow("申し込みを始める").sees(applicant.name, applicant.address)
    walk.write("お名前のフリガナ", applicant.kana).press(SAVE)
    walk.choose("個人事業主").press(SAVE)
    walk.choose("小売業").press(SAVE)
    walk.write("いつも働いている従業員は何人ですか？", applicant.employees).press(SAVE)
    walk.write("屋号を教えてください", applicant.business_name).press(SAVE)
    walk.write("年", "2015").write("月", "4").write("日", "1").press(SAVE)
    assert walk.page.get_by_label("事業所は").input_value() == applicant.address
    walk.press(SAVE)


def show_evidence(walk: Walk, world: World, applicant: Applicant) -> None:
    """Show the business by the tax office's signed receipt."""
    walk.choose("e-Taxの受信通知のファイル").press(SAVE)
    receipt = tax_receipt(world, applicant)
    walk.hand_in("受信通知のファイルを選んでください", "jushin.xml", "application/xml", receipt)
    walk.press(SAVE)


def choose_premium(walk: Walk, yen: str) -> None:
    """Choose the premium, having seen what becomes of it."""
    walk.write("毎月の掛金はいくらにしますか？", yen).press("この金額の見込みを見る")
    walk.sees("今年の控除見込み").press(SAVE)


def register_account(walk: Walk, applicant: Applicant) -> None:
    """Go to the hub and the bank, agree there, and come back."""
    walk.press("銀行の画面へ進む").choose("サンプル銀行").press("銀行の画面へ進む")
    walk.write("口座番号（7桁）", applicant.account).write("ログイン暗証番号", "1234")
    walk.press("ログイン").press("登録する").press("元のサービスにもどる")
    walk.sees("口座を登録しました").follow("次へ進む")


def declare(walk: Walk, applicant: Applicant) -> None:
    """Declare what the Act asks for, and say where one can be reached."""
    for answer in (
        "いいえ、どちらでもありません", "はい、1つだけです", "いいえ、対象ではありません",
        "いいえ、ありません",
    ):  # fmt: skip
        walk.choose(answer).press(SAVE)
    walk.choose("はい、約束します").press(SAVE)
    walk.write("メールアドレス", applicant.email).write("電話番号", "090-0000-0000").press(SAVE)
    assert walk.path == "/join/check/"


def fill_in(walk: Walk, world: World, applicant: Applicant) -> None:
    """Answer every question, until the answers can be checked."""
    tell_about_business(walk, applicant)
    show_evidence(walk, world, applicant)
    choose_premium(walk, applicant.monthly_premium)
    register_account(walk, applicant)
    declare(walk, applicant)


def agree(walk: Walk) -> None:
    """Agree to what the page says."""
    walk.choose("上の内容にまちがいはありません")


def send(walk: Walk) -> str:
    """Agree and send; return the number of the receipt."""
    agree(walk)
    walk.press("この内容で申し込む")
    assert walk.path.startswith("/mine/receipts/"), walk.path
    return walk.path.rstrip("/").rsplit("/", 1)[-1]

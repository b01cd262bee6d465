"""倒産防止共済の道 — the way of a company and of a sole trader, from GビズID to the receipt."""

from outside_world.register import companies
from outside_world.register.companies import Company
from tests.stories.joining import SAVE
from tests.stories.walking import Walk
from tools.story.applicants import Applicant, picture, tax_receipt
from tools.story.companies import Firm
from tools.story.firms import tax_certificate
from tools.story.world import World

HOME = "/tosanboshi/"
WORDS = (
    "いいえ、ありません",
    "いいえ、ありません",
    "はい、役員もふくめて約束します",
    "はい、確かめました",
)


def some_company(number: int) -> Company:
    """Return a company of the sample register that nobody has joined with."""
    crowd = [each for each in companies.everybody().values() if each.base.startswith("9999020")]
    return crowd[number % len(crowd)]


def firm_of(company: Company) -> Firm:
    """Return a company as its GビズID account shows it."""
    return Firm(company.name, "試作　進", company.number, f"{company.city}{company.street}")


def sign_in(walk: Walk, world: World, firm: Firm, *, kind: str) -> None:
    """Sign in from the first page of the portal, with an account of one's own."""
    walk.open(f"{world.portal}/").follow("GビズIDで始める").press("GビズIDでサインイン")
    walk.choose("自分で入れる").unfold("自分で入れるアカウントの内容")
    walk.pick("アカウントの種類", kind).write("法人名か屋号", firm.name)
    walk.write("法人番号か個人事業主管理番号（13桁）", firm.number)
    walk.write("所在地（東京都より後ろ）", firm.address).write(
        "代表者で手続きをする方の氏名", firm.person
    )
    walk.write("パスワード", "1234").press("GビズIDでサインイン")
    assert walk.path == HOME
    walk.sees(firm.name, "加入を申し込む", "できます").follow("加入の申し込みへ進む")
    walk.follow("申し込みを始める")


def tell_about_business(walk: Walk, *, employees: str, opened: tuple[str, str, str]) -> None:
    """Say which trade it is, how many work there, and since when."""
    walk.choose("小売業").press(SAVE)
    walk.write("いつも働いている従業員は何人ですか？", employees).sees("50人まで").press(SAVE)
    if walk.path.endswith("/capital/"):
        walk.write("資本金か出資の額はいくらですか？", "10000000").press(SAVE)
    year, month, day = opened
    walk.write("年", year).write("月", month).write("日", day).press(SAVE)


def show_taxes(walk: Walk, world: World, firm: Firm) -> None:
    """Say that taxes are paid, and show it by the signed certificate."""
    walk.choose("はい、すべて納めました").press(SAVE)
    walk.choose("e-Taxの電子納税証明書（その1）のファイル").press(SAVE)
    label = "電子納税証明書のファイルを選んでください"
    content = tax_certificate(world, firm)
    walk.hand_in(label, "nozei.xml", "application/xml", b"%PDF-1.7").press(SAVE)
    walk.sees("電子納税証明書のファイルではないようです")
    walk.hand_in(label, "nozei.xml", "application/xml", content).press(SAVE)


def choose_premium(walk: Walk, yen: str) -> None:
    """Choose the premium, having seen what becomes of it."""
    walk.write("毎月の掛金はいくらにしますか？", yen).press("この金額の見込みを見る")
    walk.sees("3か月分をまとめて", "8,000,000円").press(SAVE)


def send_paper(walk: Walk) -> None:
    """Photograph the signed paper for the bank and send it."""
    walk.hand_in("写真かPDFを選んでください", "moushikomi.jpg", "image/jpeg", picture())
    walk.press("この書類を送る").sees("moushikomi.jpg").press("これで次へ進む")


def declare(walk: Walk, *, words: tuple[str, ...] = WORDS) -> None:
    """Declare what the Act asks for, and say where one can be reached."""
    for answer in words:
        walk.choose(answer).press(SAVE)
    walk.write("メールアドレス", "firm@example.invalid").write("電話番号", "03-0000-0000")
    walk.press(SAVE)
    assert walk.path == "/tosanboshi/join/check/", walk.path


def send(walk: Walk) -> str:
    """Agree and send; return the number of the receipt."""
    walk.sees("お約束の日", "データだけで確かめられる", "3か月分")
    walk.choose("上の内容にまちがいはありません").press("この内容で申し込む")
    assert walk.path.startswith("/mine/receipts/"), walk.path
    return walk.path.rstrip("/").rsplit("/", 1)[-1]


def show_return(walk: Walk, world: World, firm: Firm) -> None:
    """Show the business of a sole trader by the tax office's receipt."""
    walk.choose("e-Taxの受信通知のファイル").press(SAVE)
    trader = Applicant(
        firm.person, "", "1970-01-01", "", address=f"東京都{firm.address}", business_name=firm.name
    )
    label = "受信通知のファイルを選んでください"
    walk.hand_in(label, "jushin.xml", "application/xml", tax_receipt(world, trader)).press(SAVE)

"""申し込む人 — plainly fictional people, and how each fills in the portal's questions."""

import io
from dataclasses import dataclass
from time import monotonic, sleep

import httpx
from PIL import Image

from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

PATIENCE = 60  # seconds; on a busy machine a round of the clock takes its time


@dataclass(frozen=True)
class Applicant:
    """One person: the card, the business, the account, and what is meant to happen."""

    name: str
    kana: str
    birthdate: str
    story: str
    account: str = "1234567"
    bank: str = "9901"
    monthly_premium: str = "30000"
    trade: str = "retail"
    employees: str = "2"
    with_pictures: bool = False
    gender: str = "2"
    address: str = "東京都架空区見本町１丁目２番３号"
    business_name: str = "見本商店"

    @property
    def email(self) -> str:
        """An address that belongs to nobody."""
        return f"m{self.birthdate.replace('-', '')}@example.invalid"

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """What this person answers to each question, by its name in the address."""
        evidence = "pictures" if self.with_pictures else "etax_receipt"
        return {
            "kana": {"kana": self.kana},
            "capacity": {"capacity": "sole_proprietor"},
            "trade": {"trade": self.trade},
            "employees": {"employees": self.employees},
            "trade_name": {"business_name": self.business_name},
            "opened_on": {"opened_on_y": "2015", "opened_on_m": "4", "opened_on_d": "1"},
            "office": {},
            "own_evidence": {"kind": evidence},
            "premium": {"monthly_premium": self.monthly_premium},
            "not_employee": {"not_employee": "yes"},
            "one_position": {"one_position": "yes"},
            "not_in_chutaikyo": {"not_in_chutaikyo": "yes"},
            "no_cancellation": {"no_cancellation_within_year": "yes"},
            "antisocial": {"not_antisocial": "yes"},
            "contact": {"email": self.email, "phone": "090-0000-0000"},
        }


def sign_in(world: World, applicant: Applicant) -> Visitor:
    """Sign in with the card, as this person."""
    person = Visitor(applicant.name).open(f"{world.portal}/sign-in/")
    person.press("マイナンバーカードでサインイン")
    return person.press(
        "カードをかざして",
        person="own",
        name=applicant.name,
        address=applicant.address,
        birthdate=applicant.birthdate,
        gender=applicant.gender,
        pin="1234",
    )


def fill_in(world: World, person: Visitor, applicant: Applicant) -> None:
    """Answer one question a page, until the answers can be checked."""
    person.open(f"{world.portal}/join/").follow("申し込みを始める")
    for _ in range(30):
        question = person.path.rstrip("/").rsplit("/", 1)[-1]
        if question == "check":
            return
        if question in applicant.answers:
            person.answer(**applicant.answers[question])
        elif question in {"receipt_file", "receipt-file"}:
            _hand_in_receipt(world, person, applicant)
        elif question == "pictures":
            person.press("この書類を送る", picture=("shinkoku.jpg", picture(), "image/jpeg"))
            person.follow("これで次へ進む")
        elif question == "account":
            register_account(person, bank=applicant.bank, account=applicant.account)
            person.follow("次へ進む")
        else:
            break
        if person.path.rstrip("/").endswith(question):
            break
    raise Stuck(f"{person.name}: 先へ進めません。{person.said()}")


def register_account(person: Visitor, *, bank: str, account: str) -> None:
    """Go to the hub and the bank, and come back."""
    person.press("銀行の画面へ進む")
    person.press("銀行の画面へ進む", bank=bank)
    person.press("ログイン", acct_no=account, pin="1234")
    person.press("登録する", action="agree")
    person.follow("元のサービスにもどる")


def send(person: Visitor) -> tuple[str, str]:
    """Agree and send; return the receipt number and the promised day as shown."""
    person.press("この内容で申し込む", agree="on")
    if "/receipts/" not in person.path:
        raise Stuck(f"{person.name}: 送れませんでした。{person.said()}")
    number = person.path.rstrip("/").rsplit("/", 1)[-1]
    promised = person.shown("お約束の日")
    return number, promised


def wait_until(world: World, person: Visitor, words: str, *, page: str = "/mine/") -> float:
    """Look again and again until the page shows the words; return the seconds it took."""
    began = monotonic()
    while True:
        person.open(f"{world.portal}{page}")
        if person.sees(words):
            return monotonic() - began
        if monotonic() - began > PATIENCE:
            raise Stuck(f"{person.name}: 「{words}」が現れません。{person.said()}")
        sleep(0.1)


def tax_receipt(world: World, applicant: Applicant) -> bytes:
    """Return the tax office's signed receipt for this person's business."""
    notice = httpx.get(
        f"{world.outside}/etax/receipt",
        params={
            "person": "hanako",
            "name": applicant.name,
            "address": applicant.address,
            "birthdate": applicant.birthdate,
            "business_name": applicant.business_name,
            "trade": applicant.trade,
            "employees": applicant.employees,
        },
        timeout=30,
    )
    assert notice.status_code == 200, notice.text
    return notice.content


def _hand_in_receipt(world: World, person: Visitor, applicant: Applicant) -> None:
    notice = tax_receipt(world, applicant)
    field = person.tree.xpath("//main//input[@type='file']")[0].get("name")
    button = person.tree.xpath("//main//form[@enctype]//button")[0].text_content().strip()
    person.press(button, **{field: ("jushin.xml", notice, "application/xml")})
    if person.path.rstrip("/").endswith("receipt-file"):
        person.follow("次へ進む")


def picture() -> bytes:
    """Return a picture of a blank sheet."""
    drawn = io.BytesIO()
    Image.new("RGB", (850, 1200), "white").save(drawn, "JPEG")
    return drawn.getvalue()


def settled(world: World, person: Visitor) -> Visitor:
    """Follow the page's own renewals until the core has answered."""
    began = monotonic()
    while monotonic() - began < PATIENCE:
        again = person.tree.xpath("//main//*[@data-renew]/@data-renew")
        if not again:
            return person
        sleep(0.2)
        person.open(f"{world.portal}{again[0]}")
    raise Stuck(f"{person.name}: 答えが来ません。{person.said()}")

"""倒産防止共済に入る — a company with a mandate on paper, a sole trader with one on the web."""

from dataclasses import dataclass, field

import httpx

from tools.story import applicants, companies, staff
from tools.story.applicants import picture, register_account, tax_receipt
from tools.story.companies import Firm
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

AT_ONCE, AT_DESK = "契約が成立しました", "担当者が確認しています"
COMMON: dict[str, dict[str, str]] = {
    "kana": {"kana": "ミホンセイキ"},
    "trade": {"trade": "manufacturing"},
    "employees": {"employees": "40"},
    "capital": {"capital": "10000000"},
    "opened_on": {"opened_on_y": "2000", "opened_on_m": "4", "opened_on_d": "3"},
    "office": {},
    "own_evidence": {"kind": "etax_receipt"},
    "taxes_paid": {"taxes_paid": "yes"},
    "tax_evidence": {"kind": "pictures"},
    "premium": {"monthly_premium": "100000"},
    "business_income": {"has_business_income": "yes"},
    "not_in_arrears": {"not_in_arrears": "yes"},
    "no_cancellation": {"no_cancellation_within_year": "yes"},
    "antisocial": {"not_antisocial": "yes"},
    "conditions": {"knows_conditions": "yes"},
    "contact": {"phone": "03-0000-0000"},
}


@dataclass(frozen=True)
class Enterprise:
    """One firm, what it answers otherwise than the others, and what is meant to happen."""

    firm: Firm
    story: str
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    outcome: str = AT_DESK


@dataclass(frozen=True)
class Filed:
    """A firm whose application has been sent."""

    enterprise: Enterprise
    visitor: Visitor
    receipt: str


SEIKI = Enterprise(
    Firm("見本精機株式会社", "試作　進"),
    "電子納税証明書と紙の口座振替で加入する",
    answers={"tax_evidence": {"kind": "etax_certificate"}},
    outcome=AT_ONCE,
)
BAKERY = Enterprise(
    Firm("見本ベーカリー", "見本　花子", number="1000000000019", kind="prime_sole_proprietor"),
    "Webの口座振替で加入する",
    answers={"kana": {"kana": "ミホン ハナコ"}, "employees": {"employees": "2"}},
)


def joining(world: World, table: Table) -> list[Filed]:
    """Both fill in the same pages; taxes shown by a picture wait for an officer, by data nobody."""
    return [joins(world, table, each) for each in (SEIKI, BAKERY)]


def deciding(
    world: World, table: Table, filed: list[Filed], *, officers: tuple[Visitor, Visitor]
) -> None:
    """One officer accepts what waits for one; the account on paper takes two."""
    first, second = officers
    for each in (filing for filing in filed if filing.enterprise.outcome == AT_DESK):
        staff.accept(world, first, each.receipt)
        applicants.wait_until(world, each.visitor, AT_ONCE)
        seen = applicants.wait_until(world, each.visitor, "掛金の合計（掛金総額）")
        happened = f"{each.enterprise.firm.name}：倒産防止共済の契約が成立した（{seen:.1f}秒後）"
        table.add(f"{world.now():%m-%d %H:%M}", first.name, "10月6日まで", happened, good=seen < 5)
    paper = next(each for each in filed if each.enterprise is SEIKI)
    staff.read_account(world, first)
    staff.confirm_account(world, second)
    applicants.wait_until(world, paper.visitor, "見本銀行")
    table.add(
        f"{world.now():%m-%d %H:%M}",
        second.name,
        "",
        "紙の口座を二人で確かめ、銀行に出した",
        good=True,
    )


def hearing(world: World, table: Table, filed: list[Filed]) -> None:
    """Weeks later the bank has answered the mandate on paper, on a day of its own."""
    paper = next(each for each in filed if each.enterprise is SEIKI)
    applicants.wait_until(world, paper.visitor, "口座の登録が済みました", page="/notices/")
    happened = "銀行が紙の申込書を受け付け、本人に知らせた"
    table.add(f"{world.now():%m-%d %H:%M}", SEIKI.firm.name, "4週間ほど", happened, good=True)


def joins(world: World, table: Table, enterprise: Enterprise) -> Filed:
    """One firm fills in the pages and sends them."""
    visitor = companies.sign_in(world, enterprise.firm)
    _fill_in(world, visitor, enterprise)
    receipt, promised = applicants.send(visitor)
    applicants.wait_until(world, visitor, enterprise.outcome)
    table.add(
        f"{world.now():%m-%d %H:%M}", enterprise.firm.name, promised, enterprise.story, good=True
    )
    return Filed(enterprise, visitor, receipt)


def _fill_in(world: World, visitor: Visitor, enterprise: Enterprise) -> None:
    visitor.open(f"{world.portal}/tosanboshi/join/").follow("申し込みを始める")
    answers = COMMON | enterprise.answers
    for _ in range(30):
        question = visitor.path.rstrip("/").rsplit("/", 1)[-1]
        if question == "check":
            return
        if question in answers:
            visitor.answer(**answers[question])
        else:
            _meet(world, visitor, question)
        if visitor.path.rstrip("/").endswith(question):
            break
    raise Stuck(f"{visitor.name}: 先へ進めません。{visitor.said()}")


def _meet(world: World, visitor: Visitor, page: str) -> None:
    """Do what a page asks that is no question: look, hand in, or go to the bank."""
    match page:
        case "registered":
            visitor.press("この会社で次へ進む")
        case "receipt-file":
            _hand_in_receipt(world, visitor)
        case "tax-certificate":
            content = tax_certificate(world, SEIKI.firm)
            visitor.press("保存して次へ進む", certificate=("nozei.xml", content, "application/xml"))
        case "pictures" | "paper-mandate":
            visitor.press("この書類を送る", picture=("shorui.jpg", picture(), "image/jpeg"))
            visitor.follow("これで次へ進む")
        case "account":
            register_account(visitor, bank="9901", account="1234567")
            visitor.follow("次へ進む")


def _hand_in_receipt(world: World, visitor: Visitor) -> None:
    person = applicants.Applicant(
        "見本　花子", "ミホン ハナコ", "1980-04-01", "", address=BAKERY.firm.address
    )
    notice = tax_receipt(world, person)
    visitor.press("保存して次へ進む", receipt=("jushin.xml", notice, "application/xml"))


def tax_certificate(world: World, firm: Firm) -> bytes:
    """Return the tax office's signed certificate that a company's taxes are paid."""
    asked = {"name": firm.name, "address": f"東京都{firm.address}", "number": firm.number}
    answer = httpx.get(f"{world.outside}/etax/certificate/file", params=asked, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.content

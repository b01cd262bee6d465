"""お金が出て、返る — loans the same day, benefits in five days, a customer that fails."""

from dataclasses import dataclass

import httpx

from tools.personas import PERSONAS, Persona
from tools.story import applicants, calling, companies, owed, staff, taxes
from tools.story.applicants import Applicant
from tools.story.companies import Firm
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

FRAMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
A_DAY, EACH = "800000000", "30000000"
FIRM = Firm(
    "例示継続株式会社", "例示　継", number="4999901000012", address="架空区例示町７丁目８番９号"
)
PIN = "ABC123"
SENDS = {"old-age": "この内容で受け取る", "event": "この内容で請求する"}
CUSTOMER = {
    "name": "見本商事株式会社",
    "event": "legal_proceedings",
    "failed_on_y": "2026", "failed_on_m": "10", "failed_on_d": "20",
    "sender": "none",
    "trade": "15000000",
    "monthly_trade": "3000000",
    "traded_since_y": "2015", "traded_since_m": "4", "traded_since_d": "1",
    "is_related": "no",
}  # fmt: skip
CLAIMANT = {
    "employees": "20", "capital": "10000000", "total_monthly_trade": "9000000",
    "goes_on": "yes", "has_failed": "no", "is_seized": "no",
}  # fmt: skip
LEDGER = "日付,取引先,区分,金額\n2026-09-30,見本商事株式会社,売上,15000000\n".encode()


@dataclass(frozen=True)
class Holder:
    """A persona and how they sign in."""

    persona: Persona

    @property
    def applicant(self) -> Applicant:
        """The card."""
        told = self.persona
        return Applicant(told.name, told.kana, told.birthdate, told.about, gender="1")


ICHIRO, JIRO, TARO, TSUGIO, KEIZOKU, SABURO = map(Holder, PERSONAS)


def opening(world: World, table: Table) -> tuple[Visitor, Visitor]:
    """The treasury lets the debits go, and says how much may leave at once; two each time."""
    world.switch("officers.absent", on=True)
    world.move_to("2026-10-07T16:06:00")
    first, second = staff.sign_in(world, "経理 まこと"), staff.sign_in(world, "経理 かおる")
    for officer in (first, second):
        staff.approve_files(world, officer)
    world.move_to("2026-10-13T09:30:00")
    for scheme in FRAMES:
        first.open(f"{world.back_office}/treasury/frames/").press(
            "この枠を起案する", scheme=scheme, since="2026-10-13", until="2026-11-12",
            a_day=A_DAY, each=EACH,
        )  # fmt: skip
    alone = not first.sees("この枠を承認する")
    second.open(f"{world.back_office}/treasury/frames/")
    for _ in FRAMES:
        second.press("この枠を承認する")
    _row(world, table, "経理の二人", "", "即時振込の枠を、別の人が承認した", good=alone)
    return first, second


def linking(world: World, holder: Holder) -> Visitor:
    """Sign in, and link the contract of many years by its number."""
    persona = holder.persona
    is_firm = bool(persona.corporate_number)
    person = (
        companies.sign_in(world, FIRM) if is_firm else applicants.sign_in(world, holder.applicant)
    )
    person.open(f"{world.portal}/link/").answer(contract=persona.contract)
    applicants.wait_until(world, person, persona.contract)
    return person


def borrowing(world: World, table: Table) -> Visitor:
    """Before 14:00 the money is there the same day; at 14:00:00 it is the next bank day."""
    ichiro, jiro = linking(world, ICHIRO), linking(world, JIRO)
    world.move_to("2026-10-13T10:05:00")
    promised = _borrows(world, ichiro, ICHIRO, yen="1000000")
    applicants.wait_until(world, ichiro, "貸付金を振り込みました", page="/notices/")
    read = ichiro.follow("貸付金を振り込みました")
    _settled(world, read)
    good = read.sees("985,000円") and "10月13日" in promised
    _row(world, table, ichiro.name, promised, "1,000,000円を借り、985,000円が入った", good=good)
    world.move_to("2026-10-13T14:00:00")
    promised = _borrows(world, jiro, JIRO, yen="1000000")
    good = "10月14日" in promised and "10:30" in promised
    _row(world, table, jiro.name, promised, "14:00ちょうどは、次の営業日", good=good)
    world.move_to("2026-10-14T08:40:00")
    applicants.wait_until(world, jiro, "貸付金を振り込みました", page="/notices/")
    _row(world, table, jiro.name, promised, "朝のうちに入った")
    return jiro


def claiming(world: World, table: Table) -> dict[Holder, Visitor]:
    """One closed his shop, by signed data; another is over sixty-five; a third's comes back."""
    people = {each: linking(world, each) for each in (TARO, TSUGIO, SABURO)}
    world.move_to("2026-10-29T13:30:00")
    compared = _asked(world, people[TARO], "/claim/")
    seen = compared.sees("2,400,000円") and compared.sees("2,804,457円")
    _row(world, table, people[TARO].name, "", "解約2,400,000円と廃業をくらべる", good=seen)
    promised = _closes(world, people[TARO], TARO)
    good = "11月6日" in promised
    _row(world, table, people[TARO].name, promised, "廃業をe-Taxの受信通知で示した", good=good)
    for holder, yen, declared in ((TSUGIO, "2,676,203円", "yes"), (SABURO, "", "no")):
        promised = _grows_old(world, people[holder], declared=declared)
        seen = _asked(world, people[holder], "/mine/awards/").sees(yen)
        what = f"65歳からの受け取りが決まった{yen and f'（{yen}）'}"
        _row(world, table, people[holder].name, promised, what, good=seen)
    seen = _asked(world, people[TARO], "/mine/awards/").sees("共済金A")
    _row(world, table, people[TARO].name, "", "共済金Aが決まった、税0円", good=seen)
    return people


def failing(world: World, table: Table) -> tuple[Visitor, str]:
    """A customer fails: the claim, with its ledger and papers, and the promise of five days."""
    firm = linking(world, KEIZOKU)
    world.move_to("2026-10-29T13:20:00")
    start = f"{world.portal}/tosanboshi/borrow/claim"
    firm.open(f"{start}/customer/").answer(**CUSTOMER)
    firm.open(f"{start}/now/").answer(**CLAIMANT)
    firm.open(f"{start}/ledger/").answer(ledger=("motochou.csv", LEDGER, "text/csv"))
    paper = ("kettei.jpg", applicants.picture(), "image/jpeg")
    firm.open(f"{start}/papers/").answer(picture_1=paper)
    limit = _asked(world, firm, "/tosanboshi/borrow/claim/").sees("15,000,000円")
    firm.answer(amount="15000000")
    good = _settled(world, firm).sees("11月6日") and limit
    firm.press("この内容で請求する")
    receipt = firm.path.rstrip("/").rsplit("/", 1)[-1]
    _row(world, table, firm.name, "11月6日まで", "上限15,000,000円で請求した", good=good)
    return firm, receipt


def lending(world: World, table: Table, firm: Visitor, receipt: str) -> None:
    """One officer finds the damage, another decides, the firm signs: the money is there at once."""
    first, second = staff.sign_in(world, "貸付 進"), staff.sign_in(world, "貸付 実")
    staff.open_case(world, first, receipt).follow("貸付けの案を作る")
    first.press("決裁へ送る", interview="代表者と電話で話し、取引と損害の額を確かめた。")
    case = staff.open_case(world, first, receipt)
    alone = not case.sees("この案のとおりに決める") or _is_refused(case)
    staff.open_case(world, second, receipt).press("この案のとおりに決める")
    _row(world, table, second.name, "11月6日まで", "二人目が15,000,000円を決めた", good=alone)
    applicants.wait_until(world, firm, "署名をお待ちしています")
    _asked(world, firm, f"/tosanboshi/borrow/claims/{receipt}/").press("GビズIDで署名する")
    companies.enter(firm, account="own", **vars(FIRM))
    _settled(world, firm).press("この内容で契約する")
    applicants.wait_until(world, firm, "振り込みました", page="/notices/")
    _asked(world, firm, "/repayments/")
    good = firm.sees("277,778円") and firm.sees("277,766円")
    _row(world, table, firm.name, "11月6日まで", "54回の償還で15,000,000円が入った", good=good)
    total = _asked(world, firm, "/mine/").sees("500,000円")
    _row(world, table, firm.name, "", "掛金の合計は1,500,000円へって、500,000円", good=total)


def _is_refused(officer: Visitor) -> bool:
    """Tell whether whoever proposed is turned away when deciding."""
    return officer.press("この案のとおりに決める").sees("別の人に依頼してください")


def _borrows(world: World, person: Visitor, holder: Holder, *, yen: str) -> str:
    """Ask, read the contract, sign with the card; return the promise on the receipt."""
    person.open(f"{world.portal}/borrow/").answer(amount=yen, term_months="12")
    _settled(world, person).press("署名")
    card = holder.applicant
    person.press(
        "カードをかざして署名する", person="own", name=card.name, address=card.address,
        birthdate=card.birthdate, gender=card.gender, pin=PIN,
    )  # fmt: skip
    if "/receipts/" not in person.path:
        raise Stuck(f"{person.name}: 借りられません。{person.said()}")
    return person.shown("お約束の日")


def _closes(world: World, person: Visitor, holder: Holder) -> str:
    notice = _closing_notice(world, holder)
    _asked(world, person, "/claim/event/")
    person.answer(
        cause="closed", happened_on_y="2026", happened_on_m="10", happened_on_d="28",
        proof="etax_receipt", receipt=("jushin.xml", notice, "application/xml"), declared="yes",
        way="at_once", now="no", before="no",
    )  # fmt: skip
    return _sent(world, person)


def _grows_old(world: World, person: Visitor, *, declared: str) -> str:
    _asked(world, person, "/claim/old-age/")
    person.answer(way="at_once", declared=declared, now="no", before="no")
    return _sent(world, person)


def _sent(world: World, person: Visitor) -> str:
    _settled(world, person)
    person.press(SENDS[person.path.split("/")[2]])
    if "/receipts/" not in person.path:
        raise Stuck(f"{person.name}: 請求できません。{person.said()}")
    promised = person.shown("お約束の日")
    applicants.wait_until(world, person, "お支払いが決まりました")
    return promised


def _closing_notice(world: World, holder: Holder) -> bytes:
    """Return the tax office's signed receipt for the notice that this business has closed."""
    card = holder.applicant
    told = httpx.get(
        f"{world.outside}/etax/receipt",
        params={
            "person": "hanako", "name": card.name, "address": card.address,
            "birthdate": card.birthdate, "form": "closing",
        },
        timeout=30,
    )  # fmt: skip
    assert told.status_code == 200, told.text
    return told.content


def paying(
    world: World,
    table: Table,
    treasury: tuple[Visitor, Visitor],
    people: dict[Holder, Visitor],
) -> None:
    """Two release the file by its digest; the next morning the money is there, or comes back."""
    world.move_to("2026-10-30T12:10:00")
    for officer in treasury:
        officer.open(f"{world.back_office}/treasury/payment-files/")
        for address in officer.tree.xpath("//tbody//a/@href"):
            officer.open(f"{world.back_office}{address}").press("この内容で承認する")
    world.move_to("2026-11-02T10:10:00")
    for holder in (TARO, TSUGIO):
        person = people[holder]
        applicants.wait_until(world, person, "振り込みました", page="/notices/")
        _row(world, table, person.name, "11月6日まで", "11月2日に入った")


def returning(world: World, table: Table, person: Visitor) -> None:
    """What the bank could not credit is back with the next statement, and its payee knows."""
    world.move_to("2026-11-05T10:00:00")
    applicants.wait_until(world, person, "振り込めませんでした", page="/notices/")
    _row(world, table, person.name, "", "銀行から返り、すぐに知らせた（資金返却）")


def play(world: World, table: Table) -> None:
    """Play every scene, in the order of the days."""
    treasury = opening(world, table)
    calling.calling(world, table, borrowing(world, table), JIRO.persona)
    firm, receipt = failing(world, table)
    people = claiming(world, table)
    paying(world, table, treasury, people)
    lending(world, table, firm, receipt)
    returning(world, table, people[SABURO])
    taxes.handing_in(world, table)
    taxes.held_back(world, table, treasury[0])
    treasury[0].open(f"{world.back_office}/treasury/trial-balance/")
    even = treasury[0].sees("差額は0円です")
    _row(world, table, treasury[0].name, "差額 0円", "試算表の貸借は等しい", good=even)
    owed.valuing(world, table, treasury)


def _asked(world: World, person: Visitor, address: str) -> Visitor:
    """Open a page that asks the core, and wait until it has answered."""
    return _settled(world, person.open(f"{world.portal}{address}"))


def _settled(world: World, person: Visitor) -> Visitor:
    return applicants.settled(world, person)


def _row(
    world: World, table: Table, who: str, promised: str, happened: str, *, good: bool = True
) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, happened, good=good)

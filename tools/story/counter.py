"""窓口と利用率 — a counter helps with the member's own yes; and what share is filed online."""

from time import monotonic, sleep

from tools.story import applicants, companies, staff
from tools.story.money import ICHIRO, PIN
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

AGENCY, MEMBER = "例示商工会", "例示 一郎"
SEEN = {
    "words": "売上が減った", "day_y": "2026", "day_m": "9", "day_d": "30",
    "sales": "95", "compared": "100", "papers": "on",
}  # fmt: skip
SWITCH = {"procedure": "skk.enrolment", "stage": "online_by_default", "from_on": "2027-04-01"}


def play(world: World, table: Table) -> None:
    """Play the counter, the two questions, and the scorecard."""
    member, clerk = applicants.sign_in(world, ICHIRO.applicant), _comes_in(world)
    _helps(world, table, member, clerk)
    _confirms(world, table, member, clerk)
    _borrows(world, table, member)
    _counts(world, table)


def _comes_in(world: World) -> Visitor:
    """Come in by the agencies' own door."""
    clerk = Visitor("窓口　結").open(f"{world.portal}/agency/sign-in/")
    companies.enter(clerk.press("GビズIDで窓口に入る"), account="shokokai_mado")
    applicants.wait_until(world, clerk, AGENCY, page="/agency/")
    return clerk


def _helps(world: World, table: Table, member: Visitor, clerk: Visitor) -> None:
    """The member asks by a code on their own phone; the clerk prepares, the member sends."""
    member.open(f"{world.portal}/mine/delegates/invite/")
    member.answer(scope="counter", months="1")
    code = member.shown("コード")
    clerk.open(f"{world.portal}/agency/accept/").answer(code=code)
    applicants.wait_until(world, clerk, MEMBER, page="/agency/")
    clerk.follow("手続きを用意する")
    applicants.settled(world, clerk).follow("毎月の掛金を変える")
    applicants.settled(world, clerk).answer(monthly_premium="60000")
    applicants.settled(world, clerk).press("ご本人に承認を頼む")
    applicants.wait_until(world, member, f"{AGENCY} 窓口 結が", page="/mine/delegates/")
    member.open(f"{world.portal}{_first(member, '/mine/prepared/')}")
    applicants.settled(world, member).press("承認して送る")
    applicants.wait_until(world, clerk, "承諾しました", page="/agency/")
    hidden = not clerk.sees("60,000円") and not clerk.sees("貸付金")
    what = "窓口で用意した増額を、本人が送った（窓口に額は見えない）"
    _row(world, table, clerk.name, what, good=hidden)


def _confirms(world: World, table: Table, member: Visitor, clerk: Visitor) -> None:
    """The clerk saw the books: the loan needs no picture any more."""
    clerk.follow("特別貸付けの要件を確認する").follow("緊急経営安定")
    clerk.answer(**SEEN)
    applicants.wait_until(world, member, "窓口で確認しました", page="/notices/")
    applicants.wait_until(world, clerk, "緊急経営安定貸付け", page="/agency/")
    asked = clerk.open(f"{world.portal}/mine/").path
    _row(world, table, clerk.name, "要件を確認した。本人の画面は開けない", good=asked != "/mine/")


def _borrows(world: World, table: Table, member: Visitor) -> None:
    """The confirmed facts stand for the picture; the loan is made at once, and asked about."""
    member.open(f"{world.portal}/borrow/special/emergency/")
    told = {name: answer for name, answer in SEEN.items() if name != "papers"}
    member.answer(amount="500000", term_months="36", noted="on", **told)
    applicants.settled(world, member).press("署名")
    card = ICHIRO.applicant
    member.press(
        "カードをかざして署名する", person="own", name=card.name, address=card.address,
        birthdate=card.birthdate, gender=card.gender, pin=PIN,
    )  # fmt: skip
    receipt = member.path
    applicants.wait_until(world, member, "貸付けが決まりました", page=receipt)
    _row(world, table, member.name, "写真なしで、すぐに貸付けが決まった", good=True)
    member.follow("2つの質問に答える").answer(satisfaction="5", ease="4")
    _row(world, table, member.name, "2つの質問に答えた", good=member.sees("ありがとう"))


def _counts(world: World, table: Table) -> None:
    """Two officers switch a procedure to online; the public page tells it from its day on."""
    first, second = staff.sign_in(world, "審査 明"), staff.sign_in(world, "承認 聡")
    page = f"{world.back_office}/scorecard/"
    first.open(page).press("切り替えを起案する", **SWITCH)
    second.open(page)
    assisted = second.sees("窓口で手伝い") and second.sees("1件")
    second.press("この受け方に決める")
    _row(world, table, "契約課の二人", "2027年4月から、加入はオンラインが標準", good=assisted)
    world.move_to(f"{world.now():%Y-%m-%dT}{world.now().hour + 1:02d}:00:30")
    reader, began = Visitor("だれでも"), monotonic()
    while not reader.open(f"{world.portal}/scorecard/").sees("2027年4月1日"):
        if monotonic() - began > applicants.PATIENCE:
            raise Stuck(f"公開の表に出ません。{reader.said()}")
        sleep(0.2)
    good = reader.sees("加入保全手続き") and reader.sees("7.6%") and reader.sees("10件未満")
    _row(world, table, reader.name, "利用率を読む。少ない数は出ていない", good=good)


def _first(visitor: Visitor, beginning: str) -> str:
    found = [each for each in visitor.tree.xpath("//a/@href") if each.startswith(beginning)]
    if not found:
        raise Stuck(f"{visitor.name}: {beginning} がありません。{visitor.said()}")
    return str(found[0])


def _row(world: World, table: Table, who: str, happened: str, *, good: bool) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, "", happened, good=good)

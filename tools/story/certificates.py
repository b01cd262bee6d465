"""控除証明書 — everybody's in November; delivered, handed to e-Tax, refused twice, issued anew."""

import httpx

from tools.story import applicants, staff
from tools.story.money import ICHIRO, linking
from tools.story.table import Table
from tools.story.visitor import Visitor
from tools.story.world import World

PAGE = "/mine/premium-certificate/"
TOTAL = "600,000円"


def play(world: World, table: Table) -> None:
    """Play the season of one holder of many years, from the middle of November."""
    world.switch("officers.absent", on=False)
    world.move_to("2026-11-16T10:00:00")
    person = applicants.sign_in(world, ICHIRO.applicant)
    if not applicants.settled(world, person.open(f"{world.portal}{PAGE}")).sees(TOTAL):
        person = linking(world, ICHIRO)
    _see(world, table, person)
    code = _code(person)
    content = _saved(world, person, code)
    _deliver(world, table, person)
    _hand_in(world, table, person, content)
    _again(world, table, person, code)


def _see(world: World, table: Table, person: Visitor) -> None:
    applicants.wait_until(world, person, "2026年分の控除証明書ができました", page="/notices/")
    page = applicants.settled(world, person.open(f"{world.portal}{PAGE}"))
    good = page.sees(TOTAL) and page.sees("納める予定の額")
    _row(world, table, person.name, "", f"控除証明書ができ、12月までの予定を含む{TOTAL}", good=good)


def _deliver(world: World, table: Table, person: Visitor) -> None:
    """Have it delivered to a box, and hand it on to e-Tax from there."""
    outside = Visitor(person.name).open(f"{world.outside}/private-post/")
    outside.press("受取口を開く", owner=person.name)
    box = outside.path.rsplit("/", 1)[-1]
    applicants.settled(world, person.open(f"{world.portal}{PAGE}"))
    person.press("受取口に送る", box=box)
    applicants.wait_until(world, person, "控除証明書が届きました", page="/notices/")
    outside.open(f"{world.outside}/private-post/boxes/{box}").press("確定申告に使う")
    good = outside.sees("受け付けました") and outside.sees(TOTAL)
    _row(world, table, person.name, "", "民間送達サービスに届き、e-Taxが受け付けた", good=good)


def _hand_in(world: World, table: Table, person: Visitor, content: bytes) -> None:
    """Hand the saved file in once more, and one that was written over."""
    codes = [_codes(world, each) for each in (content, content.replace(b"600000", b"900000"))]
    good = codes == [["R12"], ["R07"]]
    _row(world, table, person.name, "", "同じ番号と、書きかえたものを、e-Taxが断った", good=good)


def _again(world: World, table: Table, person: Visitor, code: str) -> None:
    """Have it issued anew; anybody sees that the old one is void, and the desk sees both."""
    applicants.settled(world, person.open(f"{world.portal}{PAGE}")).press("再発行する")
    applicants.wait_until(world, person, "控除証明書を再発行しました", page="/notices/")
    anybody = Visitor("だれか").open(f"{world.portal}/certificate/").answer(number=code)
    good = applicants.settled(world, anybody).sees("再発行されています")
    _row(world, table, anybody.name, "", f"前の番号{code}は、もう使えないと分かる", good=good)
    officer = staff.sign_in(world, "小規模 一花").open(f"{world.back_office}/certificates/")
    good = officer.shown("再発行") == "1"
    _row(world, table, officer.name, "", "何人に発行し、だれになぜ出せないかを見た", good=good)


def _code(person: Visitor) -> str:
    link = person.tree.xpath("//main//a[contains(@href, '/xml/')]/@href")[0]
    return str(link.rstrip("/").rsplit("/", 2)[-2])


def _saved(world: World, person: Visitor, code: str) -> bytes:
    person.open(f"{world.portal}{PAGE}{code}/xml/")
    assert person.page is not None
    if not person.page.content.startswith(b"<?xml"):
        applicants.settled(world, person)
    return person.page.content


def _codes(world: World, content: bytes) -> list[str]:
    told = httpx.post(f"{world.outside}/etax/deduction/api", content=content, timeout=30).json()
    return [fault["code"] for fault in told["faults"]]


def _row(world: World, table: Table, who: str, promised: str, happened: str, *, good: bool) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, happened, good=good)

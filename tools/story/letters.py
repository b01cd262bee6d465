"""手紙 — a wave of letters on paper: two let it go, one comes back, its reader puts that right."""

from time import monotonic, sleep

import httpx

from tools.personas import PERSONAS
from tools.story import applicants, money, staff
from tools.story.money import Holder
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

SABURO = Holder(PERSONAS[-1])
PATIENCE = 30
RIGHT = "〒060-0001 北海道架空市新町１丁目"


def play(world: World, table: Table) -> None:
    """A statement for everybody of 小規模 who is told on paper, before anybody links a contract."""
    first, second = staff.sign_in(world, "通知 文"), staff.sign_in(world, "通知 送")
    first.open(f"{world.back_office}/letters/mass/").press("この一斉送付を始める", scheme="skk")
    first.press("次の波を止める", words="電話の様子を見る")
    stopped = first.sees("次の波は止めています")
    first.press("次の波を続ける", words="電話は落ち着いている")
    _row(world, table, first.name, "", "納付状況を紙の人に送り始め、止めて、続けた", good=stopped)
    name = _packed(world, first)
    alone = _let_go(world, first, name).sees("あと1人の承認が必要です")
    _let_go(world, second, name)
    numbers = _posted(world, second)
    good = alone and len(numbers) == 5
    _row(world, table, second.name, "", f"二人で承認し、{len(numbers)}通が発送された", good=good)
    _put_right(world, table, second, max(numbers))


def _packed(world: World, officer: Visitor) -> str:
    """Wait until the first wave is packed; return the pack."""
    _wait(world, officer, "あと2人の承認", page="/letters/packs/")
    found = officer.tree.xpath("//tbody//a/@href")
    return str(found[0]).rstrip("/").rsplit("/", 1)[-1]


def _let_go(world: World, officer: Visitor, name: str) -> Visitor:
    officer.open(f"{world.back_office}/letters/packs/{name}/")
    return officer.press("この内容で発送を承認する")


def _posted(world: World, officer: Visitor) -> list[str]:
    """Wait until the print house has counted; return the numbers of what it posted."""
    _wait(world, officer, "発送した", page="/letters/packs/")
    return [each["number"] for each in _paper(world)]


def _put_right(world: World, table: Table, officer: Visitor, number: str) -> None:
    """One letter comes back; its reader sees the banner, and gives the right address."""
    httpx.post(f"{world.outside}/paper/{number}/back", data={"reason": "2"}, timeout=30)
    _wait(world, officer, "新しい住所を待つ", page="/letters/back/")
    person = money.linking(world, SABURO)
    applicants.wait_until(world, person, "住所に手紙が届きませんでした")
    _row(world, table, person.name, "", "手紙が戻り、サイトが正しい住所をたずねた")
    applicants.settled(world, person.open(f"{world.portal}/mine/contact/"))
    person.press(
        "この連絡先にする", address=RIGHT, email="saburo@example.invalid",
        phone="090-0000-0000", way="electronic",
    )  # fmt: skip
    _wait(world, officer, "で送り直す", page="/letters/back/")
    applicants.wait_until(world, person, "連絡先を変えました")
    good = not person.sees("住所に手紙が届きませんでした")
    _row(world, table, person.name, "", "住所を直すと、手紙は1回だけ送り直される", good=good)


def _wait(world: World, officer: Visitor, words: str, *, page: str) -> None:
    """Look at a page of the back office until it says so."""
    began = monotonic()
    while not officer.open(f"{world.back_office}{page}").sees(words):
        if monotonic() - began > PATIENCE:
            raise Stuck(f"{officer.name}: 「{words}」になりません。{officer.said()}")
        sleep(0.1)


def _paper(world: World) -> list[dict[str, str]]:
    told = httpx.get(f"{world.outside}/paper/letters.json", timeout=30).json()
    return list(told["letters"])


def _row(
    world: World, table: Table, who: str, promised: str, happened: str, *, good: bool = True
) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, happened, good=good)

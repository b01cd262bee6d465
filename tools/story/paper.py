"""紙が同じ道に入る — a letter is scanned, read by two companies, confirmed by two officers."""

from collections.abc import Callable, Mapping
from time import monotonic, sleep

import httpx

from tools.story import staff
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

READERS = ("甲社 葵", "甲社 はる", "乙社 凛", "乙社 空")
WRITES = {
    "name": "見本　紙子", "kana": "ミホン　カミコ", "birthdate": "19720305",
    "address": "東京都架空区見本町9-8-7", "phone": "0300000099", "business_name": "見本紙店",
    "capacity": "1", "trade": "5", "employees": "2", "opened_on": "20150401",
    "premium": "30000", "statements": "11111",
}  # fmt: skip
LABELS = {
    "氏名": "name", "フリガナ": "kana", "生年月日": "birthdate", "住所": "address",
    "電話番号": "phone", "屋号・会社名": "business_name", "加入する立場": "capacity",
    "業種": "trade", "従業員の数": "employees", "事業を始めた日": "opened_on",
    "毎月の掛金（円）": "premium", "確認すること（1〜5）": "statements",
    "契約者番号": "contract", "これからの毎月の掛金（円）": "premium",
}  # fmt: skip
PAPER = "紙の申込書"


def play(world: World, table: Table) -> None:
    """Play a form of enrolment from the envelope to the contract."""
    _posted(world, WRITES)
    readers = [staff.sign_in(world, name) for name in READERS]
    read, walls = _read(world, readers, WRITES, misread="80000")
    _row(
        world, table, "委託先の二社", f"{read}項目を一つずつ読んだ。名前と金額は別の人", good=walls
    )
    _settled_by_supervisor(world, table)
    officer, receipt, promised = _confirmed(world, table)
    _wait(lambda: _is_filed(world, officer, receipt), "審査に届きません。")
    officer.press("承諾する")
    good = officer.sees("承諾")
    _row(world, table, "審査 明", "オンラインと同じ審査で承諾した", promised=promised, good=good)


def _posted(world: World, writes: Mapping[str, str]) -> None:
    sent = httpx.post(f"{world.outside}/scanner", json={"form": "skk-101", **writes}, timeout=60)
    if sent.status_code != 200:
        raise Stuck(f"スキャナーに載りません。{sent.status_code}")


def _read(
    world: World, readers: list[Visitor], writes: Mapping[str, str], *, misread: str
) -> tuple[int, bool]:
    """Let everybody read until nothing is left; tell how many boxes, and whether the wall held."""
    page, count, held = f"{world.back_office}/reading/", 0, True
    _wait(lambda: readers[0].open(page).sees("次へ（Enter）"), "入力する項目が来ません。")
    for reader in readers:
        seen: set[str] = set()
        reader.open(page)
        while reader.sees("次へ（Enter）"):
            field = LABELS[_label(reader)]
            is_wrong = field == "premium" and reader.name.startswith("乙社")
            reader.press("次へ", value=misread if is_wrong else writes[field])
            seen.add(field)
            count += 1
        held = held and not {"name", "premium"} <= seen
    other = readers[0].client.get(f"{world.back_office}/box/")
    return count, held and other.status_code == 403


def _label(reader: Visitor) -> str:
    return str(reader.tree.xpath("//h1/label")[0].text_content()).strip()


def _settled_by_supervisor(world: World, table: Table) -> None:
    supervisor = staff.sign_in(world, "入力監督 治")
    page = f"{world.back_office}/rulings/"
    _wait(lambda: supervisor.open(page).sees("不一致の裁定"), "裁定する項目が来ません。")
    supervisor.follow("K-")
    both = supervisor.sees("80000") and supervisor.sees("30000")
    alone = not supervisor.sees(WRITES["name"])
    supervisor.press("を決める", value="30,000")
    _row(world, table, supervisor.name, "一致しない1項目を裁定した", good=both and alone)


def _confirmed(world: World, table: Table) -> tuple[Visitor, str, str]:
    """Two officers compare paper and values; return the first, the receipt and the promise."""
    first, second = staff.sign_in(world, "審査 明"), staff.sign_in(world, "承認 聡")
    checked = ["signature", "identity", "values"]
    case = _open(world, first)
    first.press("確かめて、二人目へ送る", checked=checked)
    first.press("確かめて、手続きに入れる", checked=checked)
    alone = first.page is not None and first.page.status_code == 409
    second.open(case).press("確かめて、手続きに入れる", checked=checked)
    promised = second.shown("お約束")
    receipt = str(second.tree.xpath("//dd[contains(@class, 'number')]")[0].text_content())
    _row(world, table, second.name, "署名と本人を二人で確かめた", promised=promised, good=alone)
    return first, receipt.strip(), promised


def _is_filed(world: World, officer: Visitor, receipt: str) -> bool:
    officer.open(f"{world.back_office}/search/?number={receipt}")
    return "/cases/" in officer.path and officer.sees("承諾する")


def _open(world: World, officer: Visitor) -> str:
    rows: list[str] = []

    def has_come() -> bool:
        officer.open(f"{world.back_office}/box/")
        found = officer.tree.xpath(f"//tr[contains(., '{PAPER}')]//a/@href")
        rows[:] = [str(each) for each in found]
        return bool(rows)

    _wait(has_come, "紙の申込書が作業箱に来ません。")
    officer.open(rows[0])
    return officer.path


def _wait(is_so: Callable[[], bool], otherwise: str, *, seconds: float = 30) -> None:
    until = monotonic() + seconds
    while not is_so():
        if monotonic() > until:
            raise Stuck(otherwise)
        sleep(0.2)


def _row(
    world: World, table: Table, who: str, what: str, *, promised: str = "", good: bool = True
) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, what, good=good)

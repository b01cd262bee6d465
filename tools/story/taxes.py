"""税の書類 — slips go to the tax office: one makes them, another lets them go."""

from time import monotonic, sleep

from tools.story import staff
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

PATIENCE = 30.0


def handing_in(world: World, table: Table) -> None:
    """Copies by one officer, sealed to the office; a bundle; its release by another; a receipt."""
    first, second = staff.sign_in(world, "給付 届"), staff.sign_in(world, "給付 定")
    first.open(f"{world.back_office}/tax-papers/").press("写しを作る")
    first.press("束にする")
    alone = not first.sees("税務署に提出する")
    second.open(f"{world.back_office}{first.path}").press("税務署に提出する")
    _received(second)
    counted = second.sees("3件")
    good = alone and counted
    table.add(
        f"{world.now():%m-%d %H:%M}",
        second.name,
        "1か月以内",
        "源泉徴収票3件を別の人が税務署に出し、受け付けられた",
        good=good,
    )


def held_back(world: World, table: Table, treasurer: Visitor) -> None:
    """Whoever declared nothing has 20.42 % kept back: the treasury sees it, and by when it goes."""
    treasurer.open(f"{world.back_office}/treasury/withheld/")
    good = treasurer.sees("2026年12月10日") and not treasurer.sees("合いません")
    what = "申告書のない退職所得の税を預かり、翌月10日に納める予定"
    table.add(f"{world.now():%m-%d %H:%M}", treasurer.name, "12月10日", what, good=good)


def _received(officer: Visitor) -> None:
    """Look again until the tax office has answered."""
    until = monotonic() + PATIENCE
    while not officer.sees("受け付けられました"):
        if monotonic() > until:
            raise Stuck(f"{officer.name}: 税務署から返事がありません。{officer.said()}")
        sleep(0.3)
        assert officer.page is not None
        officer.open(str(officer.page.url))

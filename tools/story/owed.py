"""責任額と資産 — the treasury enters what is held, and sees what is owed beside it."""

from datetime import timedelta

from tools.story.table import Table
from tools.story.visitor import Visitor
from tools.story.world import World

SHEET = (
    "資産の種類,時価,1年間の収益,1年間に入れた額\n"
    "国内債券（見本）,7000000,100000,0\n短期資産（見本）,3000000,50000,0\n"
).encode()


def valuing(world: World, table: Table, treasury: tuple[Visitor, Visitor]) -> None:
    """One enters the sheet of the day before, the other confirms it; owed and held side by side."""
    first, second = treasury
    yesterday = world.now().date() - timedelta(days=1)
    register = f"{world.back_office}/treasury/assets/"
    sheet = ("shisan.csv", SHEET, "text/csv")
    first.open(register).press(
        "この表を入れる", scheme="skk", as_of=f"{yesterday}", sheet=sheet
    )  # fmt: skip
    alone = not first.sees("この表を承認する")
    second.open(register).press("この表を承認する")
    first.open(f"{world.back_office}/treasury/owed/?on={yesterday}")
    good = alone and first.sees("共済金A") and first.sees("10,000,000円")
    first.open(f"{world.back_office}/treasury/outlook/?on={yesterday}")
    good = good and first.sees("40年目")
    table.add(
        f"{world.now():%m-%d %H:%M}",
        "経理の二人",
        "",
        "責任額と資産をならべ、40年の見込みを見た",
        good=good,
    )

"""止めて、ふり返る — a paper bars a contract, and any day of it is seen as it was known."""

from tools.story import applicants, staff
from tools.story.money import JIRO
from tools.story.table import Table
from tools.story.visitor import Visitor
from tools.story.world import World

PAPER = {
    "kind": "tax_seizure",
    "claimant": "架空税務署",
    "reference": "架空徴第12号",
    "served_on": "2026-11-04",
    "claimed": "500000",
}


def play(world: World, table: Table) -> None:
    """Two officers set a hold on the 5th; who knew only the 4th sees nothing of it."""
    first, second = staff.sign_in(world, "給付 届"), staff.sign_in(world, "給付 定")
    contract = JIRO.persona.contract
    picture = ("tsuuchi.jpg", applicants.picture(), "image/jpeg")
    first.open(f"{world.back_office}/contracts/{contract}/hold/")
    first.answer(**PAPER, paper=picture)
    hold = first.path
    alone = not first.sees("書類のとおりと決裁する") and first.sees("決裁待ち")
    second.open(f"{world.back_office}{hold}")
    second.press("書類のとおりと決裁する", why="書類と合っています。")
    good = alone and second.sees("差し止め中")
    _row(world, table, second.name, "架空税務署の差押えを、別の人が決裁した", good=good)
    known = [
        _seen(world, first, contract, on="2026-11-04", known=day).sees("架空税務署")
        for day in ("2026-11-04", "2026-11-05")
    ]
    lent = [
        _seen(world, first, contract, on=day, known="2026-11-05").sees("1,000,000円 残り")
        for day in ("2026-10-13", "2026-10-14")
    ]
    good = known == lent == [False, True]
    _row(world, table, first.name, "ある日の契約を、別の日の記録で見た", good=good)


def _seen(world: World, officer: Visitor, contract: str, *, on: str, known: str) -> Visitor:
    return officer.open(f"{world.back_office}/contracts/{contract}/as-of/?on={on}&known={known}")


def _row(world: World, table: Table, who: str, happened: str, *, good: bool) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, "", happened, good=good)

"""電話の応対 — a half hour booked online, kept by an operator who sees what the caller proves."""

import re
from time import monotonic, sleep

from tools.personas import Persona
from tools.population.arrears import LAST
from tools.story import applicants, staff
from tools.story.table import Table
from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

NEW_PHONE = "09000001234"


def calling(world: World, table: Table, person: Visitor, persona: Persona) -> None:
    """Book, be called in that half hour, prove who one is, hear the script, correct a phone."""
    start = _booked(world, person)
    world.move_to(start[:19])
    operator = staff.sign_in(world, "応対 応子")
    operator.open(f"{world.back_office}/calls/").press("登録の番号へかける")
    address = operator.path
    blind = not operator.sees(persona.contract)
    operator.press("記録と合わせる", **(_said(persona) | {"birthdate": "19990101"}))
    refused = operator.sees("登録と合わない") and not operator.sees(persona.contract)
    _row(world, table, "別人", "", "答えが違うと、何も見せない", good=blind and refused)
    operator.press("記録と合わせる", **_said(persona))
    shown = operator.sees(persona.contract) and operator.sees("話す言葉")
    masked = not operator.sees(persona.name.split("　")[1])
    _row(world, table, operator.name, "選んだ30分", "約束どおりに電話し、台本で答えた",
         good=shown and masked)  # fmt: skip
    _corrects(world, table, operator, address, persona)
    operator.press("証書をもう一度渡す")
    operator.press("電話を終える", reason="progress", outcome="answered", by_script="on")
    lead = staff.sign_in(world, "応対 まとめ").open(f"{world.back_office}/calls/lead/")
    _row(
        world,
        table,
        lead.name,
        "98％",
        "折り返しの約束を守った割合は100％",
        good=lead.sees("100％"),
    )
    applicants.settled(world, person.open(f"{world.portal}/mine/who-looked/"))
    good = person.sees("相談室（電話の応対）") and person.sees("本人確認ずみ")
    _row(world, table, person.name, "", "だれがいつ見たかに、相談室が出ている", good=good)


def _booked(world: World, person: Visitor) -> str:
    """Choose the first half hour that is offered; return when it begins."""
    person.open(f"{world.portal}/contact/").follow("折り返しの電話を予約する")
    applicants.settled(world, person)
    offered = person.tree.xpath("//select[@name='starts_at']//option/@value")
    start = next(each for each in offered if each)
    person.press("この時間を予約する", starts_at=start, topic="loan")
    receipt = person.path
    applicants.wait_until(world, person, "お電話をお約束しました", page=receipt)
    return str(start)


def _said(persona: Persona) -> dict[str, str]:
    """Say what the record knows of this person; only what is asked is looked at."""
    first = LAST + (1 - persona.months)
    return {
        "birthdate": persona.birthdate.replace("-", ""),
        "premium": f"{persona.yen:,}円",
        "formed": f"{first.first_day:%Y%m}",
        "contract": persona.contract,
    }


def _corrects(
    world: World, table: Table, operator: Visitor, address: str, persona: Persona
) -> None:
    operator.press("コードを送る", what="phone", value=NEW_PHONE)
    old = _code(world, f"m{persona.serial}@example.invalid")
    new = _code(world, f"{NEW_PHONE}@sms.example.invalid")
    operator.press("2つのコードで直す", old_code=old, new_code=old if old != new else "0")
    refused = operator.sees("コードが合わない")
    operator.open(f"{world.back_office}{address}")
    operator.press("2つのコードで直す", old_code=old, new_code=new)
    good = refused and operator.sees("＊234")
    _row(world, table, operator.name, "", "2つのコードがそろい、電話番号を直した", good=good)


def _code(world: World, to: str) -> str:
    began = monotonic()
    while monotonic() - began < applicants.PATIENCE:
        for mail in world.mails(to):
            found = re.search(r"コードは ([0-9]{6})", str(mail))
            if found:
                return found[1]
        sleep(0.2)
    raise Stuck(f"{to}: コードが届きません。")


def _row(
    world: World, table: Table, who: str, promised: str, happened: str, *, good: bool = True
) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, happened, good=good)

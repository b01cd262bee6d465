"""One workshop for all attacks, three signed-in people who must lose nothing, four officers."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.attacker import Attacker
from tools.story import applicants, companies, staff
from tools.story.__main__ import a_workshop
from tools.story.applicants import Applicant
from tools.story.companies import Firm
from tools.story.visitor import Visitor
from tools.story.world import World

CANARY = Applicant(
    "金糸雀　鳴子", "カナリア ナルコ", "1978-07-08", "書き終えて、まだ送っていない",
    account="7654321", address="東京都架空区金糸雀町７丁目８番９号", business_name="金糸雀商店",
)  # fmt: skip
SENT = Applicant(
    "送信　済子", "ソウシン スミコ", "1977-06-05", "送って、契約が成立した", account="7654322"
)
STRANGER = Applicant(
    "他人　読子", "タニン ヨミコ", "1976-05-04", "ほかの人のものを読もうとする", account="7654323"
)
PICTURED = Applicant(
    "写真　待子", "シヤシン マチコ", "1975-04-03", "写真で送り、机で待つ",
    account="7654324", with_pictures=True,
)  # fmt: skip

FIRM = Firm("金糸雀精機株式会社", "金糸雀　社長", address="架空区金糸雀町９丁目８番７号")


@dataclass(frozen=True)
class Town:
    """The running parts, and everybody in them."""

    world: World
    state: Path
    drafting: Attacker
    sent: Attacker
    stranger: Attacker
    pictured: Attacker
    company: Attacker
    receipts: dict[str, str]


@pytest.fixture(scope="package")
def town() -> Iterator[Town]:
    """A fresh workshop; KYOSAI_STATE_OF_WORKSHOP names one that runs already and is fresh."""
    running = os.environ.get("KYOSAI_STATE_OF_WORKSHOP")
    if running:
        yield _peopled(Path(running))
        return
    with a_workshop() as state:
        yield _peopled(state)


def _peopled(state: Path) -> Town:
    world = World.at(state)
    people = {each: applicants.sign_in(world, each) for each in (CANARY, SENT, STRANGER, PICTURED)}
    for each in (CANARY, SENT, PICTURED):
        applicants.fill_in(world, people[each], each)
    receipts = {each.name: applicants.send(people[each])[0] for each in (SENT, PICTURED)}
    applicants.wait_until(world, people[SENT], "契約が成立しました")
    applicants.wait_until(world, people[PICTURED], "担当者が確認しています")
    everybody = [*people.values(), companies.sign_in(world, FIRM)]
    drafting, sent, stranger, pictured, company = (Attacker(each.client, world.portal)
                                                   for each in everybody)  # fmt: skip
    return Town(world, state, drafting, sent, stranger, pictured, company, receipts)


@pytest.fixture
def nobody(town: Town) -> Iterator[Attacker]:
    """Somebody without any cookie."""
    attacker = Attacker.anew(town.world.portal)
    yield attacker
    attacker.client.close()


@pytest.fixture
def nothing_lost(town: Town) -> Iterator[Callable[[], None]]:
    """After the attack the draft still holds every answer, and the filings still stand."""
    before = _answers(town)

    def check() -> None:
        assert _answers(town) == before, "the draft is no longer what it was"
        for attacker, name in ((town.sent, SENT.name), (town.pictured, PICTURED.name)):
            page = attacker.get(f"/mine/receipts/{town.receipts[name]}/")
            assert page.status_code == 200 and town.receipts[name] in page.text

    yield check
    check()


def _answers(town: Town) -> list[str]:
    page = town.drafting.get("/join/check/", follow=False)
    assert page.status_code == 200, "the check page is no longer open"
    found = town.drafting.answers_on(page)
    assert len(found) > 20, "the summary shows no answers"
    return found


@pytest.fixture(scope="package")
def officers(town: Town) -> dict[str, Visitor]:
    """The four sample officers, each signed in with both factors."""
    return {each["name"]: staff.sign_in(town.world, each["name"]) for each in town.world.staff}


def part(state: Path, name: str) -> dict[str, object]:
    """Return what is written of a part that runs."""
    told = json.loads((state / "parts.json").read_text())
    return dict(told["parts"][name])

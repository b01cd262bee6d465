"""A person in the outside namespace: signs in, joins, looks. Run inside that namespace."""

import json
import sys
from pathlib import Path
from time import monotonic, sleep

import httpx

from tools.story import applicants
from tools.story.scenes import AT_ONCE, HANAKO
from tools.story.world import World


def reach(world: World) -> dict[str, object]:
    """Wait until the portal and the outside world answer."""
    began = monotonic()
    while monotonic() - began < 60:
        try:
            httpx.get(world.portal, timeout=2)
            httpx.get(world.outside, timeout=2)
        except httpx.HTTPError:
            sleep(0.2)
        else:
            return {"seconds": monotonic() - began}
    raise SystemExit("the portal does not answer")


def join(world: World, serial: int) -> dict[str, object]:
    """Fill in and send; tell the receipt."""
    somebody = _somebody(serial)
    person = applicants.sign_in(world, somebody)
    applicants.fill_in(world, person, somebody)
    receipt, promised = applicants.send(person)
    return {"receipt": receipt, "promised": promised}


def look(world: World, serial: int, words: str) -> dict[str, object]:
    """Wait until the person's page shows the words."""
    person = applicants.sign_in(world, _somebody(serial))
    return {"seconds": applicants.wait_until(world, person, words)}


def find_away(world: World, serial: int) -> dict[str, object]:
    """Keep looking as the page itself does, until it says that the core cannot be reached."""
    person = applicants.sign_in(world, _somebody(serial)).open(f"{world.portal}/mine/")
    rounds = 0
    while not person.sees("いま表示できません") and rounds < 12:
        person.follow("続きを見る")
        rounds += 1
    if not person.sees("いま表示できません"):
        raise SystemExit(person.said())
    return {"rounds": rounds}


def _somebody(serial: int) -> applicants.Applicant:
    return applicants.Applicant(HANAKO.name, HANAKO.kana, f"19{70 + serial}-04-01", "")


def main() -> None:
    """Do one thing and print what came of it as JSON."""
    state, verb, *words = sys.argv[1:]
    world = World.at(Path(state))
    match verb:
        case "reach":
            told = reach(world)
        case "join":
            told = join(world, int(words[0]))
        case "accepted":
            told = look(world, int(words[0]), AT_ONCE)
        case "look":
            told = look(world, int(words[0]), words[1])
        case "away":
            told = find_away(world, int(words[0]))
        case "switch":
            world.switch(words[0], on=words[1] == "on")
            told = {}
        case "move":
            world.move_to(words[0])
            told = {"now": world.now().isoformat()}
        case _:
            raise SystemExit(verb)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()

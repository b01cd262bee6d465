"""A small print house: packs are made, let go by two, printed, counted, and letters come back."""

from datetime import date, datetime, timedelta

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.exchange import envelope
from kyosai.procedures.letters import answers, pack, release
from kyosai.records.letters import packs, reads
from kyosai.records.letters.writes import number
from tests.procedures.collection import world

DESK = ("fumi", "okuru")


def seated() -> None:
    """Let two officers sit at the letters desk."""
    for username in DESK:
        world.officer(username, duty="dispatcher")


def packed(*, at: datetime) -> list[str]:
    """Make the pack of the last day that has closed."""
    return pack.build_day(at=at)


def let_go(name: str, *, at: datetime) -> None:
    """Let two officers release a pack, and the print house take it."""
    seated()
    kept = packs.of_name(name)
    assert kept is not None
    for officer in DESK:
        release.release(name, digest=kept.digest, officer=officer, at=at)
    release.received(name, receipt=f"PR-{name}", at=at)


def counted(
    name: str, *, on: date, but: tuple[int, ...] = (), tracking: str = "", total: int = 0
) -> bytes:
    """Return the file that says what was printed of a pack, without some letters."""
    kept = packs.of_name(name)
    assert kept is not None
    lines = [each for each in reads.in_pack(name).values() if each.serial not in but]
    sheets = total or sum(each.sheets for each in lines)
    rows = [f"D,{number(each.serial)},{each.sheets},{tracking}" for each in lines]
    head = f"H,C,{name},{kept.digest},{on.isoformat()}"
    return "\r\n".join([head, *rows, f"T,{len(lines)},{sheets}", ""]).encode()


def came_back(*serials: int, on: date, reason: str = "1") -> bytes:
    """Return the file that says which letters came back."""
    rows = [f"D,{number(serial)},{on.isoformat()},{reason}" for serial in serials]
    return "\r\n".join(["H,R", *rows, f"T,{len(serials)}", ""]).encode()


def posted(*, at: datetime, tracking: str = "") -> list[str]:
    """Let everything that waits be packed, printed and posted on a day."""
    names = packed(at=at + timedelta(days=5))
    for name in names:
        let_go(name, at=at)
        content = counted(name, on=tokyo.in_tokyo(at).date(), tracking=tracking)
        assert answers.keep(f"C-{name}.csv", content=content, at=at)
    return names


def opened(name: str) -> bytes:
    """Return what the print house finds in a pack, by its own key."""
    sealed, signature = packs.sealed(name)
    assert envelope.is_signed(sealed, signature, settings.KEYS["core_sign.pub"])
    return envelope.unseal(sealed, settings.KEYS["print_house_box.key"])

"""Forms of plainly fictional people, written by hand, scanned, and read by two companies."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors.mail_room import intake
from kyosai.doors.mail_room.intake import File
from kyosai.formats import paper
from kyosai.formats.forms import blank, template, values
from kyosai.procedures.paper import take_in
from kyosai.procedures.paper.take_in import Arrival
from kyosai.records.keying import lending, wall
from kyosai.records.officers import writes as officers
from outside_world.scanner import writing
from tests.procedures.collection import world

NOW = datetime.fromisoformat("2026-10-20T11:00:00+09:00")
FONT = Path(paper.__file__).parent / "fonts/BIZUDPGothic_400Regular.ttf"
READERS = (("aoi", "a"), ("haru", "a"), ("rin", "b"), ("sora", "b"))
SAMPLE = {name: line["says"] for name, line in writing.sheets()["skk-101"].lines.items()}


def form(key: str = "skk-101") -> template.Form:
    """Return a form as it is printed now."""
    return next(each for each in template.forms(on=NOW.date()) if each.key == key)


@cache
def scanned(key: str = "skk-101", *, lean: float = 0.8, seed: int = 1, **says: str) -> bytes:
    """Return the scan of a form filled in."""
    printed = blank.written(form(key))
    return writing.filled_in(printed, key, says=says, font=FONT, lean=lean, seed=seed)


def taken_in(content: bytes, *, at: datetime = NOW, stamped_on: date | None = None) -> str:
    """Take a scan in with a card beside it; return its case."""
    files = [File(content, "scan.jpg"), File(card(), "card.jpg")]
    return intake.take(files, stamped_on=stamped_on or at.date(), officer="todoke", at=at)


def again() -> str:
    """Take in another sheet that looks like the first, without scanning it anew."""
    arrival = replace(_first(), original=fingerprint.digest(uuid4().bytes))
    return take_in.take_in(arrival, officer="todoke", at=NOW)


@cache
def _first() -> Arrival:
    rebuilt, beside = (intake.rebuilt(File(each, "scan.jpg")) for each in (scanned(), card()))
    boxes = intake.scanned(rebuilt.content)
    return Arrival(rebuilt, (beside,), "", boxes.code, boxes.boxes, NOW)


@cache
def card() -> bytes:
    """Return the picture of a card that belongs to nobody."""
    return writing.identity_card("見本　紙子", "19720305", font=FONT)


def appoint_readers() -> None:
    """Seat two readers for each company."""
    for username, company in READERS:
        officers.appoint(
            username, display_name=username, duty=wall.duty_of(company),
            by=world.appointed_by(),
        )  # fmt: skip


def read_all(says: Mapping[str, str], *, wrong: Mapping[str, str] | None = None) -> int:
    """Let every reader read until nothing is left; ``wrong`` is what the second company reads.

    An empty value is a box that cannot be read. Return how many boxes were read.
    """
    told = {box.label: (box, says.get(box.name, "")) for box in form("skk-102").boxes}
    told |= {box.label: (box, says.get(box.name, "")) for box in form().boxes}
    count = 0
    for worker, company in READERS:
        while (lent := _lent(company, worker)) is not None:
            box, value = told[lent.label]
            if company == "b" and wrong and box.name in wrong:
                value = wrong[box.name]
            _give(company, worker, lent, box, value)
            count += 1
    return count


def _lent(company: str, worker: str) -> Any:
    try:
        return lending.take(company, worker=worker)
    except Refused:
        return None


def _give(company: str, worker: str, lent: Any, box: template.Box, value: str) -> None:
    lending.give(
        company,
        lease=lent.id,
        worker=worker,
        value=values.of_box(value, box) if value else "",
        is_unreadable=not value,
    )


def case(number: str) -> Case:
    """Return a case as it stands."""
    return Case.objects.get(number=number)


def more(receipt: str) -> str:
    """Take in a card that was asked for, an hour later."""
    later = NOW + timedelta(hours=1)
    return intake.take_more(receipt, [File(card(), "card.jpg")], officer="todoke", at=later)

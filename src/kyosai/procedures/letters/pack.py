"""発送単位を作る — one pack a day and wave: composed, listed, sealed to the print house, signed.

What is packed is a row first; a letter stands in one pack, ever. Killed half-way, nothing is
packed, and the next visit packs the same letters.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.exchange import envelope
from kyosai.formats import letter_pack
from kyosai.formats.letter_pack import Sheet
from kyosai.procedures.letters import compose, waves
from kyosai.procedures.letters.query import facts
from kyosai.records import locks
from kyosai.records.documents import writes as documents
from kyosai.records.letters import packs, reads, unopened
from kyosai.records.letters import writes as outbox
from kyosai.records.letters.reads import Waiting
from kyosai.records.letters.writes import Packed
from kyosai.schemes.clocks import calendars

NOBODY = UUID(int=0)
KIND = "letter"  # of the sheets kept among the documents
ONE_SHEET = 1


def build_day(*, at: datetime) -> list[str]:
    """Make the pack of the last day that has closed, if it was not made."""
    closed = last_close(at)
    _instead_of_unopened(closed)
    return _parts("day", closed, mailing=None, wave=0, regions=())


def build_waves(*, at: datetime) -> list[str]:
    """Make the pack of each wave whose turn it is."""
    made: list[str] = []
    for due in waves.due(at=at):
        closed = at
        made += _parts(due.mailing, closed, mailing=due.mailing, wave=due.wave, regions=due.regions)
    return made


def last_close(at: datetime) -> datetime:
    """Return the last close of a day on which people work."""
    today = tokyo.in_tokyo(at).date()
    if at < tokyo.at(today, facts()["closes_at"]):
        today -= timedelta(days=1)
    return tokyo.at(calendars.office().on_or_before(today), facts()["closes_at"])


def _instead_of_unopened(closed: datetime) -> None:
    """Lay a letter out for each adverse notice nobody has opened for a week."""
    known = facts()
    with transaction.atomic(durable=True):
        unopened.lay_out(
            compose.adverse(),
            told_before=closed - timedelta(days=known["unopened_days"]),
            told_after=closed - timedelta(days=known["unopened_until_days"]),
            at=closed,
        )


def _parts(
    about: str, closed: datetime, *, mailing: str | None, wave: int, regions: Sequence[str]
) -> list[str]:
    """Make the parts of a pack until nothing is left; a full part is followed by another."""
    on = tokyo.in_tokyo(closed).date()
    stem = f"P-{about}-{wave}" if mailing else f"P-{about}-{on.isoformat()}"
    made: list[str] = []
    for part in range(1, 1_000):
        name = f"{stem}-{part:03d}"
        with transaction.atomic(durable=True):
            locks.hold("letter_pack", stem)
            before = packs.of_name(name)
            if before is not None:
                if before.letters < facts()["most_letters"]:
                    break
                continue
            letters = reads.waiting(mailing=mailing, regions=regions, made_until=closed)
            letters = letters[: facts()["most_letters"]]
            if not letters:
                break
            _keep(name, letters, mailing=mailing, wave=wave, on=on, at=closed)
            made.append(name)
    return made


def _keep(
    name: str,
    letters: Sequence[Waiting],
    *,
    mailing: str | None,
    wave: int,
    on: date,
    at: datetime,
) -> None:
    sheets = [
        Sheet(each.number, each.way, ONE_SHEET, compose.written(each, on=on)) for each in letters
    ]
    for each, sheet in zip(letters, sheets, strict=True):
        documents.keep(
            sheet.content,
            person=each.party or NOBODY,
            kind=KIND,
            filename=f"{each.number}.pdf",
            media="application/pdf",
            at=at,
            number=each.number,
        )
    content = letter_pack.written(name, sheets)
    sealed = envelope.seal(content, settings.KEYS["print_house_box.pub"])
    outbox.keep_pack(
        name,
        [
            Packed(each.serial, sheet.digest, sheet.sheets, each.address)
            for each, sheet in zip(letters, sheets, strict=True)
        ],
        mailing=mailing,
        wave=wave,
        digest=fingerprint.digest(content),
        sealed=sealed,
        signature=envelope.sign(sealed, settings.KEYS["core_sign.key"]),
        at=at,
    )

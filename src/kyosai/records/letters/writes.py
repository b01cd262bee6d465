"""手紙の記録 — a letter is laid out once under its key, and leaves in one pack, ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.basis import identifiers
from kyosai.records.letters.models import (
    AnswerFile,
    CameBack,
    Letter,
    Line,
    Mailing,
    Pack,
    PackApproval,
    PackContent,
    PackHandOver,
    Posted,
    Switch,
)

LETTER = "L"  # of a letter's number: L-00000001-95


@dataclass(frozen=True)
class Draft:
    """One letter to be sent: ``lead`` is what it is, must you act, by when."""

    key: str
    kind: str
    title: str
    lead: tuple[str, str, str]
    body: str
    at: datetime
    party: UUID | None = None
    contract: str | None = None
    rows: Sequence[tuple[str, str]] = ()
    path: str = "/mine/"
    name: str = ""
    address: str = ""
    way: str = "plain"
    mailing: str | None = None
    region: str = ""


@dataclass(frozen=True)
class Packed:
    """A letter as it stands in a pack."""

    serial: int
    digest: str
    sheets: int
    address: str


def number(serial: int) -> str:
    """Return the number printed on a letter."""
    return identifiers.lettered_number(LETTER, serial)


def lay_out(drafts: Sequence[Draft]) -> None:
    """Lay letters out to be sent; laid out again under its key, nothing happens."""
    Letter.objects.bulk_create([_row(each) for each in drafts], ignore_conflicts=True)


def _row(draft: Draft) -> Letter:
    return Letter(
        key=draft.key,
        party_id=draft.party,
        contract_id=draft.contract,
        kind=draft.kind,
        title=draft.title,
        lead=list(draft.lead),
        body=draft.body,
        rows=[list(row) for row in draft.rows],
        path=draft.path,
        name=draft.name,
        address=draft.address,
        way=draft.way,
        mailing_id=draft.mailing,
        region=draft.region,
        made_at=draft.at,
    )


def again(serial: int, *, at: datetime) -> bool:
    """Lay a letter out once more, to the address of now; False if it was before.

    The database refuses one that has neither come back nor been left out of the printed count.
    """
    before = Letter.objects.get(serial=serial)
    if Letter.objects.filter(replaces_id=serial).exists():
        return False
    row = Letter.objects.get(serial=serial)
    row.pk, row.key, row.replaces_id = None, f"{before.key}:again:{serial}"[-120:], serial
    row.mailing_id, row.region, row.made_at = None, "", at
    row._state.adding = True
    row.save(force_insert=True)
    return True


def start(key: str, *, title: str, planned: int, officer: str, at: datetime) -> None:
    """Begin a mass letter."""
    Mailing.objects.create(key=key, title=title, planned=planned, started_by=officer, started_at=at)


def switch(mailing: str, *, is_stopped: bool, officer: str, words: str, at: datetime) -> None:
    """Stop the next wave of a mass letter, or let it go on."""
    Switch.objects.create(
        mailing_id=mailing, is_stopped=is_stopped, officer=officer, words=words, at=at
    )


def keep_pack(
    name: str,
    lines: Sequence[Packed],
    *,
    mailing: str | None,
    wave: int,
    digest: str,
    sealed: bytes,
    signature: bytes,
    at: datetime,
) -> None:
    """Keep a pack with its sealed bytes and its lines."""
    Pack.objects.create(
        name=name,
        mailing_id=mailing,
        wave=wave,
        digest=digest,
        letters=len(lines),
        sheets=sum(line.sheets for line in lines),
        made_at=at,
    )
    PackContent.objects.create(pack_id=name, sealed=sealed, signature=signature)
    Line.objects.bulk_create(
        [
            Line(
                letter_id=line.serial,
                pack_id=name,
                digest=line.digest,
                sheets=line.sheets,
                address=line.address,
            )
            for line in lines
        ]
    )


def approve(name: str, *, digest: str, officer: str, at: datetime) -> None:
    """Write down a release; the database refuses one that is none."""
    PackApproval.objects.create(pack_id=name, digest=digest, officer=officer, at=at)


def handed_over(name: str, *, receipt: str = "", refusal: str = "", at: datetime) -> None:
    """Note the print house's answer to a pack, once."""
    row = PackHandOver(pack_id=name, at=at, receipt=receipt, refusal=refusal[:300])
    PackHandOver.objects.bulk_create([row], ignore_conflicts=True)


def keep_answer(name: str, *, digest: str, content: bytes, refusal: str, at: datetime) -> None:
    """Keep a file of the print house, as it came."""
    AnswerFile.objects.create(
        name=name, digest=digest, content=content, refusal=refusal[:300], at=at
    )


def note_posted(file: str, rows: Sequence[tuple[int, int, str]], *, on: date) -> None:
    """Note letters (serial, sheets, tracking number) as handed to the post."""
    Posted.objects.bulk_create(
        [
            Posted(letter_id=serial, on=on, sheets=sheets, tracking=tracking, file_id=file)
            for serial, sheets, tracking in rows
        ]
    )


def note_returned(file: str, rows: Sequence[tuple[int, date, str]]) -> None:
    """Note letters (serial, day, reason) that came back."""
    CameBack.objects.bulk_create(
        [
            CameBack(letter_id=serial, on=on, reason=reason, file_id=file)
            for serial, on, reason in rows
        ]
    )

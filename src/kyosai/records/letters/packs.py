"""発送単位の照会 — packs that wait, that left and that were answered; mass letters by wave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from kyosai.records import locks
from kyosai.records.letters.models import (
    Letter,
    Line,
    Mailing,
    Pack,
    PackApproval,
    PackContent,
    PackHandOver,
    Switch,
)

NEEDED = 2


@dataclass(frozen=True)
class Kept:
    """A pack as it was made, and how far it has come."""

    name: str
    mailing: str
    wave: int
    digest: str
    letters: int
    sheets: int
    made_at: datetime
    approved_by: tuple[str, ...]
    receipt: str
    refusal: str
    posted: int
    returned: int

    @property
    def lacks(self) -> int:
        """How many approvals are still missing."""
        return 0 if self.receipt else max(0, NEEDED - len(self.approved_by))

    @property
    def is_answered(self) -> bool:
        """Tell whether the print house has said what it printed."""
        return self.posted > 0


@dataclass(frozen=True)
class MassLetter:
    """One mass letter, and whether its next wave is stopped."""

    key: str
    title: str
    planned: int
    started_by: str
    started_at: datetime
    is_stopped: bool
    stop_words: str


def newest(limit: int = 60) -> list[Kept]:
    """Return the packs, the newest first."""
    return _kept(Pack.objects.order_by("-made_at", "-name")[:limit])


def of_name(name: str) -> Kept | None:
    """Return a pack."""
    found = _kept(Pack.objects.filter(name=name))
    return found[0] if found else None


def locked(name: str) -> Kept | None:
    """Return a pack, locked until the transaction ends."""
    locks.hold("letter_pack", name)
    return of_name(name)


def of_mailing(key: str) -> list[Kept]:
    """Return the packs of a mass letter, wave by wave."""
    return _kept(Pack.objects.filter(mailing_id=key).order_by("wave"))


def to_hand_over() -> list[str]:
    """Return the packs two officers have released that the print house has not answered for."""
    stopped = [each.key for each in mailings() if each.is_stopped]
    rows = Pack.objects.filter(hand_over__isnull=True).exclude(mailing_id__in=stopped)
    ready = rows.annotate(count=Count("approvals")).filter(count__gte=NEEDED)
    return list(ready.order_by("made_at", "name").values_list("name", flat=True))


def were_handed_over() -> bool:
    """Tell whether the print house has ever had a pack from us."""
    return PackHandOver.objects.exists()


def sealed(name: str) -> tuple[bytes, bytes]:
    """Return the sealed bytes of a pack and our signature over them."""
    row = PackContent.objects.get(pack_id=name)
    return bytes(row.sealed), bytes(row.signature)


def left_out(name: str) -> list[int]:
    """Return the letters of a pack that were not posted and have not gone again."""
    rows = Line.objects.filter(
        pack_id=name, letter__posted__isnull=True, letter__replaced_by__isnull=True
    )
    return list(rows.order_by("letter_id").values_list("letter_id", flat=True))


def approvers(name: str) -> list[tuple[str, datetime]]:
    """Return who released a pack, and when."""
    rows = PackApproval.objects.filter(pack_id=name).order_by("at", "officer")
    return list(rows.values_list("officer", "at"))


def mailings() -> list[MassLetter]:
    """Return the mass letters, the newest first."""
    return [_mass(row) for row in Mailing.objects.order_by("-started_at", "key")]


def mailing(key: str) -> MassLetter | None:
    """Return a mass letter."""
    row = Mailing.objects.filter(key=key).first()
    return _mass(row) if row else None


def by_region(key: str) -> dict[str, int]:
    """Return how many letters of a mass letter go to each region."""
    rows = Letter.objects.filter(mailing_id=key).values_list("region").annotate(Count("serial"))
    return dict(rows)


def _mass(row: Mailing) -> MassLetter:
    newest = Switch.objects.filter(mailing_id=row.key).order_by("-id").first()
    return MassLetter(
        key=row.key,
        title=row.title,
        planned=row.planned,
        started_by=row.started_by,
        started_at=row.started_at,
        is_stopped=newest is not None and newest.is_stopped,
        stop_words=newest.words if newest and newest.is_stopped else "",
    )


def _kept(rows: Iterable[Pack]) -> list[Kept]:
    found = list(rows)
    names = [row.name for row in found]
    counts = {
        name: (posted, back)
        for name, posted, back in Line.objects.filter(pack_id__in=names)
        .values_list("pack_id")
        .annotate(
            posted=Count("letter_id", filter=Q(letter__posted__isnull=False)),
            returned=Count("letter_id", filter=Q(letter__returned__isnull=False)),
        )
    }
    return [_one(row, *counts.get(row.name, (0, 0))) for row in found]


def _one(row: Pack, posted: int, returned: int) -> Kept:
    over = getattr(row, "hand_over", None)
    return Kept(
        name=row.name,
        mailing=row.mailing_id or "",
        wave=row.wave,
        digest=row.digest,
        letters=row.letters,
        sheets=row.sheets,
        made_at=row.made_at,
        approved_by=tuple(officer for officer, _ in approvers(row.name)),
        receipt=over.receipt if over else "",
        refusal=over.refusal if over else "",
        posted=posted,
        returned=returned,
    )

"""写しと束の記録 — kept once, gathered by kind and year, released by another, received once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from kyosai.basis import fingerprint
from kyosai.records import locks
from kyosai.records.tax_office.models import (
    KINDS,
    TaxBundle,
    TaxBundleLine,
    TaxBundleReceipt,
    TaxBundleRelease,
    TaxCopy,
)

__all__ = ["KINDS", "TaxCopy"]


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy as it is kept: sealed, with what its bundle adds up."""

    key: str
    kind: str
    year: int
    yen: int
    national: int
    hand_in_by: date
    has_my_number: bool
    sealed: bytes
    prepared_by: str


@dataclass(frozen=True)
class Standing:
    """A bundle, who let it go and when, and what the tax office said."""

    name: str
    kind: str
    year: int
    records: int
    yen: int
    national: int
    digest: str
    hand_in_by: date
    made_by: str
    made_at: datetime
    released_by: str
    released_at: datetime | None
    receipt: str
    received_at: datetime | None


def keep(copy: Copy, *, at: datetime) -> bool:
    """Keep a copy; one that is there stays. Return whether it is new."""
    digest = fingerprint.digest(copy.sealed)
    told = {name: value for name, value in vars(copy).items() if name != "key"}
    _, is_new = TaxCopy.objects.get_or_create(
        key=copy.key, defaults=told | {"digest": digest, "prepared_at": at}
    )
    return is_new


def known(keys: Iterable[str]) -> set[str]:
    """Return which copies are made."""
    return set(TaxCopy.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def loose(kind: str, *, year: int) -> list[TaxCopy]:
    """Return the copies of a kind and year that stand in no bundle, by key."""
    rows = TaxCopy.objects.filter(kind=kind, year=year, line__isnull=True)
    return list(rows.order_by("key"))


def loose_counts() -> list[tuple[str, int, int]]:
    """Return kind, year and number of the copies that stand in no bundle."""
    rows = TaxCopy.objects.filter(line__isnull=True).values_list("kind", "year")
    return list(rows.annotate(count=Count("key")).order_by("year", "kind"))


def gather(
    kind: str, *, year: int, copies: Sequence[TaxCopy], digest: str, officer: str, at: datetime
) -> str:
    """Make the next bundle of a kind and year from these copies; return its name."""
    locks.hold("tax_bundle", f"{kind}:{year}")
    serial = TaxBundle.objects.filter(kind=kind, year=year).count() + 1
    name = f"{year}-{kind}-{serial:02d}"
    TaxBundle.objects.create(
        name=name,
        kind=kind,
        year=year,
        records=len(copies),
        yen=sum(each.yen for each in copies),
        national=sum(each.national for each in copies),
        digest=digest,
        hand_in_by=min(each.hand_in_by for each in copies),
        made_by=officer,
        made_at=at,
    )
    TaxBundleLine.objects.bulk_create(TaxBundleLine(copy=each, bundle_id=name) for each in copies)
    return name


def all_of() -> list[Standing]:
    """Return every bundle, the newest first."""
    return [_standing(row) for row in _rows().order_by("-made_at", "name")]


def of_name(name: str) -> Standing | None:
    """Return one bundle."""
    return next(map(_standing, _rows().filter(name=name)), None)


def copies(name: str) -> list[TaxCopy]:
    """Return the copies in a bundle, by key."""
    return list(TaxCopy.objects.filter(line__bundle_id=name).order_by("key"))


def to_send() -> list[str]:
    """Return the bundles let go that the tax office has not received."""
    rows = TaxBundle.objects.filter(release__isnull=False, receipt__isnull=True)
    return list(rows.order_by("made_at", "name").values_list("name", flat=True))


def release(name: str, *, digest: str, officer: str, at: datetime) -> None:
    """Let a bundle go; the database refuses whoever prepared it."""
    TaxBundleRelease.objects.create(bundle_id=name, digest=digest, officer=officer, at=at)


def note_received(name: str, *, number: str, at: datetime) -> bool:
    """Note the tax office's receipt; told twice, the first stays. Return whether it is new."""
    _, is_new = TaxBundleReceipt.objects.get_or_create(
        bundle_id=name, defaults={"number": number[:80], "at": at}
    )
    return is_new


def preparers(name: str) -> set[str]:
    """Return who prepared a bundle or a copy in it."""
    made = TaxBundle.objects.filter(name=name).values_list("made_by", flat=True)
    return {*made, *(each.prepared_by for each in copies(name))}


def _rows() -> "QuerySet[TaxBundle]":
    return TaxBundle.objects.select_related("release", "receipt")


def _standing(row: TaxBundle) -> Standing:
    released, received = getattr(row, "release", None), getattr(row, "receipt", None)
    return Standing(
        row.name,
        row.kind,
        row.year,
        row.records,
        row.yen,
        row.national,
        row.digest,
        row.hand_in_by,
        row.made_by,
        row.made_at,
        released.officer if released else "",
        released.at if released else None,
        received.number if received else "",
        received.at if received else None,
    )

"""照会名簿の照会 — which rows may be this person, and what was decided about them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.records import one_trip
from kyosai.records.listed import comparing
from kyosai.records.listed.models import ListDecision, Listed, ListFile
from kyosai.records.parties import reads as parties


@dataclass(frozen=True)
class Row:
    """A row as the desk reads it."""

    key: str
    name: str
    kana: str
    birthdate: date | None
    since: date
    until: date | None
    source: str


@dataclass(frozen=True)
class Known:
    """A file of the list: its day, source and size, and who brought it in."""

    as_of: date
    source: str
    records: int
    digest: str
    imported_by: str
    imported_at: datetime


def matching(party: UUID, *, on: date) -> list[str]:
    """Return the rows of the list that a party's newest particulars match on a day."""
    told = parties.particulars(party)
    found = one_trip.ask(
        comparing.matches(name=told.name, kana=told.kana, birthdate=told.birthdate, on=on)
    )
    return [str(key) for (key,) in found]


def decided(party: UUID) -> dict[str, bool]:
    """Return what was decided about a party, row by row: the same person, or another."""
    rows = ListDecision.objects.filter(party_id=party)
    return dict(rows.values_list("row_key", "is_same"))


def row(key: str) -> Row | None:
    """Return a row as it stands in the newest file that has it."""
    found = Listed.objects.filter(row_key=key).select_related("file").order_by("-file__as_of")
    each = found.first()
    if each is None:
        return None
    return Row(key, each.name, each.kana, each.birthdate, each.since, each.until, each.file.source)


def files() -> list[Known]:
    """Return the files brought in, the newest first."""
    rows = ListFile.objects.order_by("-as_of", "-imported_at")
    names = ("as_of", "source", "records", "digest", "imported_by", "imported_at")
    return [Known(*each) for each in rows.values_list(*names)]

"""手紙の照会 — what waits for a pack, what a pack holds, and what came of each letter."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from kyosai.basis import identifiers
from kyosai.records.letters.models import AnswerFile, CameBack, Letter, Line, Posted
from kyosai.records.letters.writes import LETTER, number


@dataclass(frozen=True)
class Waiting:
    """A letter that is to be packed, with the name and the address of now."""

    serial: int
    party: UUID | None
    kind: str
    title: str
    lead: tuple[str, ...]
    body: str
    rows: tuple[tuple[str, str], ...]
    path: str
    way: str
    name: str
    address: str

    @property
    def number(self) -> str:
        """The number printed on it."""
        return number(self.serial)


@dataclass(frozen=True)
class Sent:
    """A letter as the outbox lists it, with how far it has come."""

    number: str
    title: str
    way: str
    made_at: datetime
    pack: str
    posted_on: date | None
    tracking: str
    returned_on: date | None


@dataclass(frozen=True)
class InPack:
    """A line of a pack."""

    serial: int
    sheets: int


def waiting(
    *, mailing: str | None = None, regions: Collection[str] = (), made_until: datetime
) -> list[Waiting]:
    """Return the letters no pack holds yet whose address is not known to be wrong."""
    with connection.cursor() as cursor:
        cursor.execute(
            WAITING,
            {
                "mailing": mailing or "",
                "regions": list(regions),
                "everywhere": not regions,
                "until": made_until,
            },
        )
        return [
            Waiting(
                serial=serial,
                party=party,
                kind=kind,
                title=title,
                lead=tuple(json.loads(lead)),
                body=body,
                rows=tuple((label, value) for label, value in json.loads(rows)),
                path=path,
                way=way,
                name=name,
                address=to,
            )
            for serial, party, kind, title, lead, body, rows, path, way, name, to in cursor
        ]


WAITING = """
SELECT l.serial, l.party_id, l.kind, l.title, l.lead, l.body, l.rows, l.path, l.way,
    CASE WHEN l.name = '' THEN p.name ELSE l.name END,
    CASE WHEN l.address = '' THEN p.address ELSE l.address END
FROM letter l LEFT JOIN LATERAL (
    SELECT name, address FROM party_particulars WHERE party_id = l.party_id
    ORDER BY recorded_at DESC LIMIT 1
) p ON true
WHERE coalesce(l.mailing_id, '') = %(mailing)s AND l.made_at <= %(until)s
    AND (%(everywhere)s OR l.region = ANY (%(regions)s))
    AND NOT EXISTS (SELECT FROM letter_line i WHERE i.letter_id = l.serial)
    AND NOT EXISTS (
        SELECT FROM contact_trouble t WHERE t.party_id = l.party_id AND t.medium = 'paper'
        AND t.place = CASE WHEN l.address = '' THEN p.address ELSE l.address END
    )
ORDER BY l.serial
"""


def held_back() -> int:
    """Return how many letters wait because nobody was found under their address."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_BACK)
        count: int = cursor.fetchone()[0]
    return count


HELD_BACK = """
SELECT count(*) FROM letter l JOIN LATERAL (
    SELECT address FROM party_particulars WHERE party_id = l.party_id
    ORDER BY recorded_at DESC LIMIT 1
) p ON true
WHERE NOT EXISTS (SELECT FROM letter_line i WHERE i.letter_id = l.serial)
    AND EXISTS (
        SELECT FROM contact_trouble t WHERE t.party_id = l.party_id AND t.medium = 'paper'
        AND t.place = CASE WHEN l.address = '' THEN p.address ELSE l.address END
    )
"""


def serial_of(text: str) -> int:
    """Return the serial of a letter's number, or refuse it."""
    return int(identifiers.parse_lettered(text, letter=LETTER)[2:10])


def newest(limit: int, *, contract: str = "") -> list[Sent]:
    """Return letters, the newest first."""
    rows = Letter.objects.order_by("-serial")
    return _sent(rows.filter(contract_id=contract)[:limit] if contract else rows[:limit])


def under(key: str) -> Sent | None:
    """Return the letter of a key, or the one that replaces it, with how far it has come."""
    keys = Q(key=key) | Q(key__startswith=f"{key}:again:")
    found = _sent(Letter.objects.filter(keys).order_by("-serial")[:1])
    return found[0] if found else None


def _sent(rows: "QuerySet[Letter]") -> list[Sent]:
    named = rows.values_list(
        "serial", "title", "way", "made_at", "line__pack_id",
        "posted__on", "posted__tracking", "returned__on",
    )  # fmt: skip
    return [
        Sent(number(serial), title, way, made_at, pack or "", posted, tracking or "", back)
        for serial, title, way, made_at, pack, posted, tracking, back in named
    ]


def in_pack(name: str) -> dict[int, InPack]:
    """Return the lines of a pack by their letters."""
    rows = Line.objects.filter(pack_id=name).values_list("letter_id", "sheets")
    return {serial: InPack(serial, sheets) for serial, sheets in rows}


def posted_of(key: str) -> tuple[date, str] | None:
    """Return when the letter of a key was posted, and its tracking number; a proof of delivery."""
    keys = Q(letter__key=key) | Q(letter__key__startswith=f"{key}:again:")
    found = Posted.objects.filter(keys, letter__returned__isnull=True)
    row = found.order_by("on").values_list("on", "tracking").first()
    return (row[0], row[1]) if row else None


def addressees(serials: Sequence[int]) -> list[tuple[int, UUID | None, str]]:
    """Return serial, person and the address written on each of these letters."""
    rows = Line.objects.filter(letter_id__in=serials).order_by("letter_id")
    return list(rows.values_list("letter_id", "letter__party_id", "address"))


def has_come(name: str) -> bool:
    """Tell whether a file of the print house is kept already."""
    return AnswerFile.objects.filter(name=name).exists()


def returned(limit: int) -> list[dict[str, Any]]:
    """Return letters that came back, the newest first."""
    rows = CameBack.objects.order_by("-on", "-letter_id")
    named = rows.values(
        "letter_id", "on", "reason", "letter__title", "letter__party_id",
        "letter__contract_id", "letter__replaced_by__serial",
    )  # fmt: skip
    return [dict(row) for row in named[:limit]]


def returned_of(party: UUID) -> list[int]:
    """Return a person's letters that came back and have not gone again."""
    rows = CameBack.objects.filter(letter__party_id=party, letter__replaced_by__isnull=True)
    return list(rows.order_by("letter_id").values_list("letter_id", flat=True))


def are_posted(serials: Collection[int]) -> set[int]:
    """Return which of these letters were posted."""
    return set(Posted.objects.filter(letter_id__in=serials).values_list("letter_id", flat=True))


def are_returned(serials: Collection[int]) -> set[int]:
    """Return which of these letters came back."""
    return set(CameBack.objects.filter(letter_id__in=serials).values_list("letter_id", flat=True))


def refused_answers() -> list[tuple[str, datetime, str]]:
    """Return the files of the print house that could not be read, the newest first."""
    rows = AnswerFile.objects.exclude(refusal="").order_by("-at", "name")
    return list(rows.values_list("name", "at", "refusal"))

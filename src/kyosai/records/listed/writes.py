"""照会名簿の記録 — a whole file brought in, and what two officers decided of a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.records.listed.comparing import compared
from kyosai.records.listed.models import ListDecision, Listed, ListFile


@dataclass(frozen=True)
class Line:
    """One row as a file says it."""

    key: str
    name: str
    kana: str
    birthdate: date | None
    since: date
    until: date | None


def bring_in(
    lines: Sequence[Line], *, as_of: date, source: str, digest: str, officer: str, at: datetime
) -> bool:
    """Keep a whole list; return whether it is new. The same bytes are kept once."""
    if ListFile.objects.filter(digest=digest).exists():
        return False
    file = ListFile.objects.create(
        id=uuid4(),
        as_of=as_of,
        source=source,
        digest=digest,
        records=len(lines),
        imported_by=officer,
        imported_at=at,
    )
    Listed.objects.bulk_create(
        [
            Listed(
                file=file,
                row_key=each.key,
                name=compared(each.name),
                kana=compared(each.kana),
                birthdate=each.birthdate,
                since=each.since,
                until=each.until,
            )
            for each in lines
        ]
    )
    return True


def decide(
    party: UUID,
    *,
    row_key: str,
    is_same: bool,
    proposed_by: str,
    confirmed_by: str,
    why: str,
    case: str,
    at: datetime,
) -> None:
    """Write down whether a party is the one of a row; the database refuses one pair of eyes."""
    ListDecision.objects.create(
        id=uuid4(),
        party_id=party,
        row_key=row_key,
        is_same=is_same,
        proposed_by=proposed_by,
        confirmed_by=confirmed_by,
        why=why,
        case_number=case,
        at=at,
    )

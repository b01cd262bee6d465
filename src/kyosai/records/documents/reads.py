"""書類の照会 — a document by what it is to somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kyosai.records.documents.models import DocumentUse


@dataclass(frozen=True)
class Kept:
    """A document with its bytes."""

    id: UUID
    person: UUID
    kind: str
    filename: str
    media: str
    pages: int
    digest: str
    content: bytes


def attachments(ids: Iterable[str], *, person: UUID) -> list[Kept]:
    """Return those of a person's attachments that have arrived, as they named them."""
    rows = DocumentUse.objects.select_related("document").filter(
        id__in=[UUID(each) for each in ids], person=person
    )
    return [_kept(row) for row in rows.order_by("filename")]


def arrived(ids: Iterable[str], *, person: UUID) -> set[str]:
    """Return which of a person's attachments have arrived."""
    wanted = [UUID(each) for each in ids]
    rows = DocumentUse.objects.filter(id__in=wanted, person=person)
    return {str(use) for use in rows.values_list("id", flat=True)}


def issued(kind: str, *, number: str) -> Kept | None:
    """Return a document issued under a number."""
    rows = DocumentUse.objects.select_related("document").filter(kind=kind, number=number)
    return _kept(rows[0]) if rows else None


def _kept(row: DocumentUse) -> Kept:
    return Kept(
        id=row.id,
        person=row.person,
        kind=row.kind,
        filename=row.filename,
        media=row.document.media,
        pages=row.document.pages,
        digest=row.document_id,
        content=bytes(row.document.content),
    )

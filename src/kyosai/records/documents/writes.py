"""書類の記録 — keep a file once, by its digest, and say what it is to whom."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.records.documents.models import Document, DocumentUse

RETENTION_YEARS = 10


@transaction.atomic
def keep(
    content: bytes,
    *,
    person: UUID,
    kind: str,
    filename: str,
    media: str,
    at: datetime,
    use: UUID | None = None,
    number: str = "",
    pages: int = 1,
    original_digest: str = "",
) -> str:
    """Keep a document and its use; return its digest. Kept twice is kept once."""
    digest = fingerprint.digest(content)
    on = at.date()
    Document.objects.bulk_create(
        [Document(digest, media, content, pages, on, retained_until(on))], ignore_conflicts=True
    )
    DocumentUse.objects.bulk_create(
        [
            DocumentUse(
                id=use or uuid4(),
                document_id=digest,
                person=person,
                kind=kind,
                number=number,
                filename=filename,
                original_digest=original_digest,
                kept_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    return digest


def retained_until(kept_on: date) -> date:
    """Return the day up to which a document is kept, its year counted to the end."""
    return date(kept_on.year + RETENTION_YEARS, 12, 31)

"""添付書類 — pictures and files rebuilt from pixels, opened only while the person is unmasked."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import filing, flows
from kyosai.doors.back_office.holders import looks
from kyosai.records.documents import reads as documents
from kyosai.records.documents.reads import Kept
from kyosai.records.parties import reads as parties

SHOWN_AS = ("image/jpeg", "image/png", "application/pdf")


def of(case: Case) -> list[dict[str, Any]]:
    """Return the attachments of a case that have arrived."""
    return [
        {
            "id": kept.id,
            "filename": kept.filename,
            "pages": kept.pages,
            "is_picture": kept.media.startswith("image/"),
        }
        for kept in _kept(case)
    ]


def show(request: HttpRequest, number: str, use: UUID) -> HttpResponse:
    """Send one attachment of this case; nothing in it can run."""
    case = flows.seen(request, number)
    if not looks.unmasked_until(request, case.subject):
        return redirect("back_office:unmask_case", number)
    for kept in _kept(case):
        if kept.id == use and kept.media in SHOWN_AS:
            looks.note(
                request, party=case.subject, what=f"添付書類 {kept.filename}", why="手続きの確認"
            )
            return _sent(kept)
    raise Http404


def _kept(case: Case) -> list[Kept]:
    sender = filing.sender(case)
    person = UUID(sender) if sender else parties.person_of(case.subject)
    return documents.attachments(filing.attachments(filing.of(case)), person=person)


def _sent(kept: Kept) -> HttpResponse:
    answer = HttpResponse(kept.content, content_type=kept.media)
    answer.headers["Content-Disposition"] = "inline"
    return answer

"""紙の案件 — the cases of paper forms by the step they stand at, and their pictures."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors.back_office.cases.flows import NUMBER
from kyosai.procedures.paper.flow import FORM
from kyosai.records.documents import reads as documents
from kyosai.records.documents.reads import Kept

SHOWN_AS = ("image/jpeg", "application/pdf")


def standing(number: str, *, step: str | Sequence[str]) -> Case:
    """Return the case of a form that stands at one of these steps; elsewhere there is none."""
    steps = (step,) if isinstance(step, str) else step
    found = waiting(*steps) if NUMBER.fullmatch(number) else []
    for case in found:
        if case.number == number:
            return case
    raise Http404


def waiting(*steps: str) -> list[Case]:
    """Return the forms that stand at these steps, the earliest promise first."""
    return casework.standing(FORM.name, steps=steps)


def person(case: Case) -> UUID:
    """Return whose pictures these are, for as long as nobody knows more."""
    return UUID(case.filing["person"])


def files(case: Case) -> list[Kept]:
    """Return the page and the papers beside it, the page first."""
    told = case.filing
    page = documents.attachments([told["page"]], person=person(case))
    return [*page, *documents.attachments(told["papers"], person=person(case))]


def sent(kept: Kept) -> HttpResponse:
    """Send a rebuilt picture; nothing in it can run."""
    if kept.media not in SHOWN_AS:
        raise Http404
    answer = HttpResponse(kept.content, content_type=kept.media)
    answer.headers["Content-Disposition"] = "inline"
    return answer

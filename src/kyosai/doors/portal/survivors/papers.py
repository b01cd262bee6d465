"""書類の写真 — rebuilt from pixels, sealed and sent at once; the draft keeps their numbers."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, partners
from kyosai.doors.portal.enrolment import evidence
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.survivors.room import DRAFT, in_the_room
from kyosai.doors.portal.survivors.telling import page_of

WHY = "亡くなったことと、ご関係を確かめるためです。"
FULL = "送れる数をこえました。残りは「問い合わせる」からお知らせください。"


@require_http_methods(["GET", "HEAD", "POST"])
@in_the_room
@never_cache
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take one picture."""
    form = evidence.Picture(*((request.POST, request.FILES) if request.method == "POST" else ()))
    told(form.fields["picture"], why=WHY)
    if request.method == "POST" and form.is_valid() and _is_added(visitor, form):
        return redirect("portal:bereaved_papers")
    page = page_of("書類の写真を送る") | {"form": form, "present": sent(visitor)}
    return render(request, "portal/survivors/papers.html", page)


@require_POST
@in_the_room
def remove(request: HttpRequest, visitor: Visitor, attachment: UUID) -> HttpResponse:
    """Leave a picture out of the claim."""
    left = [each for each in sent(visitor) if each["id"] != str(attachment)]
    drafts.keep(visitor, DRAFT, "papers", left)
    return redirect("portal:bereaved_papers")


def sent(visitor: Visitor) -> list[Answers]:
    """Return what was sent and not taken out again."""
    return list(drafts.load(visitor, DRAFT).get("papers", []))


def _is_added(visitor: Visitor, form: evidence.Picture) -> bool:
    file: UploadedFile[bytes] = form.cleaned_data["picture"]
    content, name = file.read(), uploads.name(file)
    try:
        cleaned = partners.rebuild(content, filename=name)
    except Refused as refusal:
        form.add_error("picture", refusal.reason)
        return False
    with transaction.atomic():  # two windows may send at once: none is lost, and none too many
        drafts.locked(visitor, DRAFT)
        sendings = int(drafts.load(visitor, DRAFT).get(evidence.SENDINGS, 0)) + 1
        if sendings > evidence.MOST_SENDINGS:
            form.add_error("picture", FULL)
            return False
        noted = evidence.sent(visitor, cleaned, name=name, content=content)
        drafts.keep(visitor, DRAFT, "papers", [*sent(visitor), noted])
        drafts.keep(visitor, DRAFT, evidence.SENDINGS, sendings)
    return True

"""トップ — what can be done here, named by its purpose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.doors.portal import drafts, persons


@require_safe
def top(request: HttpRequest) -> HttpResponse:
    """Show both schemes by what they are for, and the way back to a draft."""
    drafts.sweep()
    here = persons.visitor(request)
    saved_at = drafts.saved_at(here, "enrolment") if here else None
    return render(
        request,
        "portal/public/top.html",
        {"title": "事業主の退職金を、自分で積み立てる", "saved_at": saved_at},
    )

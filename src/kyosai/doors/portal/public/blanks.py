"""紙の様式 — for whoever cannot file online: blanks to print, and where to send them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.doors import today
from kyosai.formats.forms import blank, template


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the forms of today, and say first that online is quicker."""
    words = {
        "title": "紙で手続きする",
        "forms": template.forms(on=today.today()),
        "trail": [("トップ", "/"), ("紙で手続きする", "")],
    }
    return render(request, "portal/public/blanks.html", words)


@require_safe
def fetch(request: HttpRequest, key: str) -> HttpResponse:
    """Give a blank as PDF."""
    for form in template.forms(on=today.today()):
        if form.key == key:
            made = blank.written(form, is_sample=settings.WORKSHOP)
            answer = HttpResponse(made, content_type="application/pdf")
            answer.headers["Content-Disposition"] = f'inline; filename="{key}.pdf"'
            return answer
    raise Http404

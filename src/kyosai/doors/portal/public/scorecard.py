"""オンラインの利用率 — the page of counts the core laid out, for anybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.exchange import pages

TITLE = "オンラインの利用率"


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show goals, shares, promises and plans of every procedure, with their definitions."""
    words = {
        "title": TITLE,
        "card": pages.newest("scorecard"),
        "trail": [("トップ", "/"), (TITLE, "")],
    }
    return render(request, "portal/public/scorecard.html", words)

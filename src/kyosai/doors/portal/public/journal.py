"""帳簿の控え — the journal's digests of each day, for anybody to keep."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.exchange import heads

DAYS_SHOWN, DAYS_TO_KEEP = 31, 4000


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the last digest of each of the latest days, and what it is good for."""
    words = {
        "title": "帳簿の控え",
        "heads": heads.last_of_days(DAYS_SHOWN),
        "trail": [("トップ", "/"), ("帳簿の控え", "")],
    }
    return render(request, "portal/public/journal.html", words)


@require_safe
def to_keep(request: HttpRequest) -> HttpResponse:
    """Give the digests of the latest years as lines of text: number, digest, moment."""
    lines = [
        f"{head.number} {head.digest} {head.at}\n" for head in heads.last_of_days(DAYS_TO_KEEP)
    ]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")

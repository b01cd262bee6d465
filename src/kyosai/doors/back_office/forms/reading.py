"""項目の入力 — one picture, one box, one key to go on: for the readers of two companies.

Everything here goes by the company's own way into the database, which knows no form, no name beside
an amount, and no picture that is not lent.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kyosai.basis.refusal import Refused
from kyosai.formats.forms import values
from kyosai.records.keying import lending, wall
from kyosai.records.keying.lending import LeaseOver, NothingLent
from kyosai.records.officers import reads as officers

DIGITS = {"yen", "number", "date", "phone", "choice", "marks", "contract"}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """入力 — show the next box, or take what was read in the last."""
    company, worker = _who(request)
    if request.method == "GET":
        return _next(request, company, worker)
    try:
        _take(request, company, worker)
    except LeaseOver as over:
        return _next(request, company, worker, mistake=over.reason, status=409)
    except Refused as refusal:
        typed = request.POST.get("value", "")
        return _next(request, company, worker, mistake=refusal.reason, typed=typed, status=422)
    return redirect(request.path)


def picture(request: HttpRequest, lease: UUID) -> HttpResponse:
    """項目の画像 — the picture that is lent, to whom it is lent."""
    company, worker = _who(request)
    try:
        content = lending.picture(company, lease=lease, worker=worker)
    except LeaseOver as over:
        raise Http404 from over
    return HttpResponse(content, content_type="image/png")


def _who(request: HttpRequest) -> tuple[str, str]:
    """Return company and name of a reader; the database asks the same again."""
    duty = officers.known(request.user).duty
    return next(each for each in wall.COMPANIES if wall.duty_of(each) == duty), (
        request.user.get_username()
    )


def _take(request: HttpRequest, company: str, worker: str) -> None:
    lease = _lease(request)
    act = request.POST.get("act", "give")
    if act == "put_back":
        lending.put_back(company, lease=lease, worker=worker)
        return
    shape = lending.shape(company, lease=lease, worker=worker)
    is_unreadable = act == "unreadable"
    value = "" if is_unreadable else _plain(request.POST.get("value", ""), shape)
    lending.give(company, lease=lease, worker=worker, value=value, is_unreadable=is_unreadable)


def _plain(typed: str, shape: str) -> str:
    kind, _, choices = shape.partition(":")
    return values.plain(typed, shape=kind, choices=int(choices or 9))


def _lease(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("lease", ""))
    except ValueError:
        raise LeaseOver from None


def _next(
    request: HttpRequest,
    company: str,
    worker: str,
    *,
    mistake: str = "",
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    count, seconds = lending.tally(company, worker=worker)
    page: dict[str, Any] = {"mistake": mistake, "typed": typed, "count": count, "seconds": seconds}
    try:
        lent = lending.take(company, worker=worker)
    except NothingLent as nothing:
        return render(request, "back_office/forms/nothing.html", page | {"why": nothing.reason})
    kind = lent.shape.partition(":")[0]
    page |= {"lent": lent, "inputmode": "numeric" if kind in DIGITS else "text"}
    return render(request, "back_office/forms/read.html", page, status=status)

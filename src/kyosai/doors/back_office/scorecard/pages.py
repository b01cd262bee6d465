"""利用率の画面（E1〜E4） — one year in detail, and the yearly papers for a third party's check."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.months import fiscal_year
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.scorecard import steps
from kyosai.reports.scorecard import card, export
from kyosai.reports.scorecard.card import SCHEMES, Card, Line, Sum
from kyosai.reports.scorecard.counted import Counts
from kyosai.schemes.clocks import filings

FIRST_YEAR = 2026
DOWNLOADS = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


def newest(request: HttpRequest) -> HttpResponse:
    """Lead to the year that runs."""
    return redirect("back_office:scorecard_of_year", fiscal_year(today.today()))


def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year in detail: exact counts, however small; whoever may open this is bound."""
    return shown(request, year)


def download(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Give a year's papers as of the moment asked for; the same moment gives the same bytes."""
    if form not in DOWNLOADS:
        raise Http404
    found = card.of_year(_insist_on_year(year), at=_moment(request))
    made = (
        export.rows(found)
        if form == "csv"
        else export.pages(found, is_sample=bool(settings.WORKSHOP))
    )
    response = HttpResponse(made, content_type=DOWNLOADS[form])
    response["Content-Disposition"] = f'attachment; filename="scorecard-{year}.{form}"'
    return response


def shown(
    request: HttpRequest, year: int, *, refusal: str = "", form: steps.Step | None = None
) -> HttpResponse:
    """Return the page of a year."""
    found = card.of_year(_insist_on_year(year), at=today.now().replace(microsecond=0))
    at = urlencode({"at": found.at.isoformat()})
    page = {
        "year": year,
        "years": range(FIRST_YEAR, fiscal_year(today.today()) + 1),
        "at": words.at(found.at),
        "sums": [_sum(each) for each in found.sums],
        "lines": [_line(each) for each in _theirs(request, found)],
        "months": [{"month": month} | _figures(each) for month, each in found.months.items()],
        "shortcomings": [
            (filings.filings()[flow].name, SCHEMES[filings.filings()[flow].scheme], reason, count)
            for flow, reason, count in found.shortcomings
        ],
        "digest": fingerprint.digest(export.rows(found)),
        "downloads": [
            (form, f"{reverse('back_office:scorecard_file', args=[year, form])}?{at}")
            for form in DOWNLOADS
        ],
        "coming": [(_name(each.procedure), each, words.on(each.from_on)) for each in found.coming],
        "steps": steps.waiting(request),
        "form": form or steps.Step(),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "back_office/scorecard/scorecard.html", page, status=status)


def _theirs(request: HttpRequest, found: Card) -> list[Line]:
    return [line for line in found.lines if wall.is_theirs(request, line.filing.scheme)]


def _insist_on_year(year: int) -> int:
    if not FIRST_YEAR <= year <= fiscal_year(today.today()):
        raise Http404
    return year


def _moment(request: HttpRequest) -> datetime:
    try:
        asked = datetime.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        raise Http404 from None
    if asked.tzinfo is None or asked > today.now():
        raise Http404
    return tokyo.in_tokyo(asked)


def _sum(found: Sum) -> dict[str, Any]:
    online, total = found.before
    before = online * 1000 // total if total else None
    named = {"name": found.name, "by": found.goal.by, "goal": found.goal.percent}
    return named | {"before": before} | _figures(found.counts)


def _line(line: Line) -> dict[str, Any]:
    opinions, begun = line.opinions, line.begun
    return {
        "filing": line.filing,
        "scheme": SCHEMES[line.filing.scheme],
        "by": line.goal.by,
        "goal": line.goal.percent,
        "stage": line.stage.words,
        "from_on": words.on(line.stage.from_on) if line.stage.from_on else "",
        "begun": begun,
        "finished": line.counts.online * 1000 // begun if begun else None,
        "answers": opinions.answers,
        "content": _share(opinions.content, opinions.answers),
        "easy": _share(opinions.easy, opinions.answers),
    } | _figures(line.counts)


def _figures(counts: Counts) -> dict[str, Any]:
    return {
        "counts": counts,
        "share": _share(counts.online, counts.received),
        "kept_gross": _share(counts.kept_gross, counts.promises),
        "kept_net": _share(counts.kept_net, counts.promises),
    }


def _share(part: int, whole: int) -> int | None:
    return part * 1000 // whole if whole else None


def _name(procedure: str) -> str:
    filing = filings.filings()[procedure]
    return f"{SCHEMES[filing.scheme]}　{filing.name}"

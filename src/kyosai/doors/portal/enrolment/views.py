"""質問の画面 — show a question, keep its answer, go on to the next or back to the check page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.doors.portal import drafts
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.enrolment.way import Elsewhere, Road, Way, on_the_way
from kyosai.doors.portal.mine import filings
from kyosai.doors.portal.persons import Visitor


@require_safe
@on_the_way
def start(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Say what lies ahead, or offer the way on; one filing at a time."""
    under_way = filings.open_enrolment(visitor)
    answers = way.load(visitor)
    words = {
        "title": way.title,
        "under_way": under_way,
        "begun": any(way.find(key) for key in answers),
        "saved_at": drafts.saved_at(visitor, way.procedure),
        "next": way.address(way.first_open(answers)),
        "sections": way.sections,
        "trail": [("トップ", "/"), (way.title, "")],
    }
    return render(request, f"{way.folder}/start.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def question(request: HttpRequest, visitor: Visitor, *, way: Road, key: str) -> HttpResponse:
    """Ask one question, and keep its answer."""
    answers = way.load(visitor)
    found = way.find(key)
    if found is None or found.form is Elsewhere:
        raise Http404
    if not found.is_asked(answers):
        return redirect(way.url("enrolment"))
    form = found.form(
        request.POST if request.method == "POST" else None,
        initial=_initial(visitor, found, answers, way),
    )
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        answers = way.keep(visitor, key, form.kept())
        return redirect(onward(request, found, answers, way=way))
    return render(request, found.template, page(request, found, answers, form, visitor, way=way))


def page(
    request: HttpRequest,
    found: Question,
    answers: Answers,
    form: Asked,
    visitor: Visitor,
    *,
    way: Road,
) -> dict[str, Any]:
    """Return what a question's page shows."""
    earlier = way.before(found, answers)
    words: dict[str, Any] = {
        "title": found.title,
        "question": found,
        "form": form,
        "steps": way.steps(found.section),
        "back": way.address(earlier) if earlier else way.url("enrolment"),
        "check_url": way.url("check_answers"),
        "from_check": came_from_check(request),
        "headline": found.has_headline(),
    }
    if found.key == "kana":
        words["identity"] = drafts.load(visitor, drafts.IDENTITY)
    return words | way.shown(found, form, answers)


def onward(request: HttpRequest, found: Question, answers: Answers, *, way: Road) -> str:
    """Return the address after an answer: the check page when all is answered, else the next."""
    if came_from_check(request):
        return way.address(way.first_open(answers))
    return way.address(way.after(found, answers))


def came_from_check(request: HttpRequest) -> bool:
    """Tell whether the person came from the check page to change one answer."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.get("from") == "check"


def _initial(visitor: Visitor, found: Question, answers: Answers, way: Road) -> Answers:
    """Never ask again what was given: the way says what is offered where nothing was."""
    given: Answers = dict(answers.get(found.key, {}))
    return given or way.given(found, answers, drafts.load(visitor, drafts.IDENTITY))

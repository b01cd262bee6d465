"""会社の登記の画面 — the register's entry to look at, instead of fields to fill in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.doors.portal.enrolment import views
from kyosai.doors.portal.enrolment.way import TOLD, Elsewhere, Way, on_the_way
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.tosanboshi import path, standing


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
@never_cache
def registered(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Show how the company stands; keep it when it may go on, and is what was shown."""
    answers = way.load(visitor)
    question = way.find(path.REGISTERED)
    if question is None or not question.is_asked(answers):
        return redirect(way.url("enrolment"))
    found = standing.ask(answers[TOLD])
    is_as_shown = request.POST.get("seen") == found.state
    if request.method == "POST" and is_as_shown and found.may_go_on:
        answers = way.keep(visitor, question.key, found.kept())
        return redirect(views.onward(request, question, answers, way=way))
    words = views.page(request, question, answers, Elsewhere(), visitor, way=way)
    words |= {"found": found, "told": answers[TOLD]}
    return render(request, f"{way.folder}/registered.html", words)

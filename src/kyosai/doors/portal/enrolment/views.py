"""質問の画面 — show a question, keep its answer, go on to the next or back to the check page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.basis.money import Yen
from kyosai.doors.portal import drafts
from kyosai.doors.portal.enrolment import path
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.mine import filings
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.public.estimate import figures

PROCEDURE = "enrolment"
TRAIL = [("トップ", "/"), ("加入の申し込み", "")]


@require_safe
@signed_in_by(Provider.DAA)
def start(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say what lies ahead, or offer the way on; one filing at a time."""
    under_way = filings.open_enrolment(visitor)
    answers = drafts.load(visitor, PROCEDURE)
    words = {
        "title": "加入の申し込み",
        "under_way": under_way,
        "begun": bool(answers),
        "saved_at": drafts.saved_at(visitor, PROCEDURE),
        "next": address(path.first_open(answers)),
        "sections": path.SECTIONS,
        "trail": TRAIL,
    }
    return render(request, "portal/enrolment/start.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
def question(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Ask one question, and keep its answer."""
    answers = drafts.load(visitor, PROCEDURE)
    found = path.BY_KEY.get(key)
    if found is None or found.form is path.Elsewhere:
        raise Http404
    if not found.is_asked(answers):
        return redirect("portal:enrolment")
    form = found.form(
        request.POST if request.method == "POST" else None,
        initial=_initial(visitor, found, answers),
    )
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        answers = drafts.keep(visitor, PROCEDURE, key, form.kept())
        return redirect(onward(request, found, answers))
    return render(request, found.template, page(request, found, answers, form, visitor))


def page(
    request: HttpRequest, found: Question, answers: Answers, form: Asked, visitor: Visitor
) -> dict[str, Any]:
    """Return what a question's page shows."""
    earlier = path.before(found, answers)
    from_check = came_from_check(request)
    words: dict[str, Any] = {
        "title": found.title,
        "question": found,
        "form": form,
        "steps": path.steps(found.section),
        "back": address(earlier) if earlier else reverse("portal:enrolment"),
        "from_check": from_check,
        "headline": found.has_headline(),
    }
    if found.key == "kana":
        words["identity"] = drafts.load(visitor, drafts.IDENTITY)
    if found.key == "premium":
        words |= _figures(request, form)
    return words


def onward(request: HttpRequest, found: Question, answers: Answers) -> str:
    """Return the address after an answer: the check page when all is answered, else the next."""
    if came_from_check(request):
        still_open = path.first_open(answers)
        return address(still_open) if still_open else address(None)
    return address(path.after(found, answers))


def address(found: Question | None) -> str:
    """Return the address of a question; the check page's when there is none."""
    if found is None:
        return reverse("portal:check_answers")
    if found.form is path.Elsewhere:
        return reverse(f"portal:{found.key}")
    return reverse("portal:question", args=[found.key])


def came_from_check(request: HttpRequest) -> bool:
    """Tell whether the person came from the check page to change one answer."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.get("from") == "check"


def _initial(visitor: Visitor, found: Question, answers: Answers) -> Answers:
    """Never ask again what was given: the card's address is offered for the office."""
    given: Answers = dict(answers.get(found.key, {}))
    if found.key == "office" and not given:
        given["office_address"] = drafts.load(visitor, drafts.IDENTITY).get("address", "")
    if found.key == "premium" and not given:
        given["monthly_premium"] = 30_000
    return given


def _figures(request: HttpRequest, form: Asked) -> dict[str, Any]:
    if form.is_bound:
        yen = form.cleaned_data.get("monthly_premium") if form.is_valid() else None
    else:
        yen = form.initial.get("monthly_premium")
    return {} if yen is None else figures(Yen(yen).amount)

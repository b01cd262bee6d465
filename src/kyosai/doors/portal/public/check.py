"""加入できるか確認 — a few questions by GET, nothing stored, an answer with its article."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.public import papers
from kyosai.schemes.skk import questionnaire
from kyosai.schemes.skk.questionnaire import QUESTIONS, Question

TRAIL = [("トップ", "/"), ("加入できるか確認", "")]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or give the answer."""
    answers, wrong = _given(request)
    question = questionnaire.next_question(answers, on=today.today())
    if question is None:
        return _answer(request, answers)
    asked = request.GET.get("asked") == question.key
    return _ask(request, question, answers, error=wrong if asked else "")


def _given(request: HttpRequest) -> tuple[dict[str, str], str]:
    """Return the answers that fit, in order, and what was wrong with the first that did not."""
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if question.key not in request.GET and request.GET.get("asked") != question.key:
            continue
        try:
            answer = questionnaire.check_answer(question, request.GET.get(question.key, ""))
        except Refused as refusal:
            return answers, refusal.reason
        answers[question.key] = answer
    return answers, ""


def _ask(
    request: HttpRequest, question: Question, answers: dict[str, str], *, error: str
) -> HttpResponse:
    earlier = dict(list(answers.items())[:-1])
    return render(
        request,
        "portal/public/question.html",
        {
            "title": question.sentence,
            "question": question,
            "choices": question.choices,
            "answers": answers,
            "number": len(answers) + 1,
            "most": len(QUESTIONS),
            "error": error,
            "typed": request.GET.get(question.key, "")[:20],
            "back": _address(earlier) if answers else reverse("portal:top"),
            "trail": TRAIL,
        },
    )


def _answer(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    verdict = questionnaire.verdict(answers, on=today.today())
    return render(
        request,
        "portal/public/verdict.html",
        {
            "title": "加入できます" if verdict.may_join else "いまは加入できません",
            "verdict": verdict,
            "given": [
                (question.sentence, _words(question, answers[question.key]), question.key)
                for question in QUESTIONS
                if question.key in answers
            ],
            "papers": papers.for_capacity(answers["capacity"]) if verdict.may_join else (),
            "back": _address(dict(list(answers.items())[:-1])),
            "trail": TRAIL,
        },
    )


def _words(question: Question, answer: str) -> str:
    return dict(question.choices).get(answer, f"{answer}人")


def _address(answers: dict[str, str]) -> str:
    return f"{reverse('portal:check')}?{urlencode(answers)}"

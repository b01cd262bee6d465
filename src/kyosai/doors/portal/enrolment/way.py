"""道 — the way of one scheme from the first question to the check page.

Both schemes are joined by the same pages; what differs between them is a row of this kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kyosai.doors.portal import drafts, persons
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.schemes.planned_debits import DebitPlan

TOLD = "told"  # what the provider told of an enterprise, beside the answers and never saved there


class Elsewhere(Asked):
    """A page with a view of its own: files, or the bank."""


@dataclass(frozen=True)
class Place:
    """Where on the way a page is."""

    number: int
    name: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Road:
    """Questions in order, for those one provider vouches for; their addresses begin alike."""

    procedure: str
    provider: Provider
    prefix: str
    title: str
    sections: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    given: Callable[[Question, Answers, Answers], Answers]
    shown: Callable[[Question, Asked, Answers], dict[str, Any]]
    folder: str

    def load(self, visitor: Visitor) -> Answers:
        """Return the saved answers, with what the provider told of an enterprise beside them."""
        return self._with_told(visitor, drafts.load(visitor, self.procedure))

    def keep(self, visitor: Visitor, key: str, answer: Any) -> Answers:
        """Keep one answer and return them all."""
        return self._with_told(visitor, drafts.keep(visitor, self.procedure, key, answer))

    def opened(self, visitor: Visitor, row: Any) -> Answers:
        """Return the answers of a locked draft."""
        return self._with_told(visitor, drafts.opened(visitor, row) if row else {})

    def find(self, key: str) -> Question | None:
        """Return a question by its key."""
        return next((each for each in self.questions if each.key == key), None)

    def asked(self, answers: Answers) -> list[Question]:
        """Return the questions this person is asked, in order."""
        return [question for question in self.questions if question.is_asked(answers)]

    def first_open(self, answers: Answers) -> Question | None:
        """Return the first question still without an answer."""
        return next((each for each in self.asked(answers) if not is_answered(each, answers)), None)

    def before(self, question: Question, answers: Answers) -> Question | None:
        """Return the question before this one."""
        keys = self.asked(answers)
        place = keys.index(question) if question in keys else 0
        return keys[place - 1] if place else None

    def after(self, question: Question, answers: Answers) -> Question | None:
        """Return the next question on the way, answered or not; nothing at the end."""
        keys = self.asked(answers)
        place = keys.index(question) + 1
        return keys[place] if place < len(keys) else None

    def steps(self, section: str) -> list[Place]:
        """Return the step indicator for a page of this section."""
        here = [key for key, _ in self.sections].index(section)
        states = ["done" if place < here else "to_come" for place in range(len(self.sections))]
        states[here] = "now"
        named = zip(self.sections, states, strict=True)
        return [Place(place, name, state) for place, ((_, name), state) in enumerate(named, 1)]

    def url(self, name: str, *arguments: Any) -> str:
        """Return the address of one of this way's pages."""
        return reverse(f"portal:{self.prefix}{name}", args=arguments)

    def address(self, found: Question | None) -> str:
        """Return the address of a question; the check page's when there is none."""
        if found is None:
            return self.url("check_answers")
        return self.url(found.key) if found.form is Elsewhere else self.url("question", found.key)

    def _with_told(self, visitor: Visitor, answers: Answers) -> Answers:
        if self.provider is Provider.DAA:
            return answers
        return answers | {TOLD: drafts.load(visitor, drafts.IDENTITY)}


@dataclass(frozen=True, kw_only=True)
class Way(Road):
    """A road by which one joins, and what the Act behind it makes of the answers."""

    who: Callable[[Answers, Answers], list[tuple[str, str]]]
    written: Callable[..., EnrolmentApplication]
    expected: Callable[..., list[Any]]
    needs_a_person: Callable[[Answers], bool]
    plan: Callable[[Answers], DebitPlan]
    need: Callable[[Answers], Any]
    consent: str


def is_answered(question: Question, answers: Answers) -> bool:
    """Tell whether a question has its answer; files and bank count when they are there."""
    if question.key == "account":
        return bool(answers.get("account", {}).get("status") == "REGISTERED")
    return bool(answers.get(question.key))


def on_the_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page be opened by those its way is for; what was told too long ago is asked anew."""

    @wraps(view)
    def guarded(request: HttpRequest, *, way: Road, **named: Any) -> HttpResponse:
        def opened(request: HttpRequest, visitor: Visitor) -> HttpResponse:
            if way.provider is Provider.GBIZID and not drafts.load(visitor, drafts.IDENTITY):
                request.session.flush()
                return redirect(persons.way_in(request.path, by=way.provider))
            return view(request, visitor, way=way, **named)

        return signed_in_by(way.provider)(opened)(request)

    return guarded

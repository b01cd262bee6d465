"""要件の確認（A3） — what a special loan is for, seen by face; the loan is the member's own.

The questions are those the member would be asked, without amount, term or pictures.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.doors.portal import sending
from kyosai.doors.portal.agency.counter import at_counter
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.delegates.clients import ACT, page_of
from kyosai.doors.portal.inputs.fields import Statement
from kyosai.doors.portal.lending.special import FORMS, NO_OCCASION, NOTED, Special
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages.agencies import LoanCondition
from kyosai.exchange.messages.lending import Occasion
from kyosai.schemes.skk.loan.kinds import LoanKind

TITLE = "特別貸付けの要件を確認する"
NOT_SEEN = ("amount", "term_months", NOTED, *pictures.NAMES)


@require_safe
@at_counter
def choose(request: HttpRequest, visitor: Visitor, delegation: UUID) -> HttpResponse:
    """Offer the kinds whose condition can be confirmed."""
    kinds = [(key, LoanKind.of(key).value) for key, form in FORMS.items() if form.needs_paper]
    page = page_of(TITLE, of=visitor) | {"kinds": kinds, "delegation": delegation}
    return render(request, "portal/agency/conditions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
@never_cache
def ask(request: HttpRequest, visitor: Visitor, delegation: UUID, kind: str) -> HttpResponse:
    """Ask what was seen, and send it."""
    if kind not in FORMS or not FORMS[kind].needs_paper:
        raise Http404
    form = _form(kind, request.POST if request.method == "POST" else None)
    need = authority.lacking(visitor, act=ACT)
    if form.is_valid() and need is None:
        sent = sending.send(
            visitor,
            LoanCondition,
            scheme="skk",
            delegation=str(delegation),
            loan_kind=kind,
            occasion=_occasion(form),
        )
        return redirect("portal:receipt", sent)
    page = page_of(TITLE, of=visitor) | {"form": form, "need": need}
    page |= {"kind_name": LoanKind.of(kind).value, "delegation": delegation}
    return render(request, "portal/agency/condition.html", page)


@cache
def _class(kind: str) -> Any:
    """Return the questions of a kind with a promise to have seen the papers, and none asked for."""
    papers = Statement(
        "書類の確認",
        statement="書類の原本を、本人の前で確かめました。",
        ask="原本を確かめてから、印を付けてください。",
    )
    asked: Any = FORMS[kind]
    return type(asked)("Seen", (asked,), {"papers": papers, "needs_paper": False})


def _form(kind: str, given: Any) -> Special:
    """Return the questions as an agency answers them."""
    form: Special = _class(kind)(given)
    for name in NOT_SEEN:
        form.fields.pop(name, None)
    return form


def _occasion(form: Special) -> Occasion:
    given = form.cleaned_data
    stated = {"day": given["day"], "words": given["words"]} | form.occasion(given)
    told: dict[str, Any] = NO_OCCASION | stated
    return Occasion(**told | {"figures": tuple(told["figures"])})

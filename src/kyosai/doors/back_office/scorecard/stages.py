"""受け方の切り替え — propose a step of a procedure towards online; another officer decides it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kyosai.basis.months import fiscal_year
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall
from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.scorecard import pages
from kyosai.doors.back_office.scorecard.steps import Step
from kyosai.procedures.upkeep import stage
from kyosai.procedures.upkeep.flow import STAGE
from kyosai.schemes.clocks import filings

WHAT = "手続きの受け方の切り替え"


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """起案 — lay a step before another officer."""
    form = Step(request.POST)
    if not form.is_valid():
        return _shown(request, str(next(iter(form.errors.values()))[0]), form=form)
    given = form.cleaned_data
    wall.insist(request, filings.filings()[given["procedure"]].scheme, what=WHAT)
    try:
        stage.propose(
            given["procedure"],
            stage=given["stage"],
            from_on=given["from_on"],
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        return _shown(request, refusal.reason, form=form)
    return redirect("back_office:scorecard")


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — decide the step, as another officer than the one who proposed it."""
    return _settled(request, number, stage.confirm)


@require_POST
def drop(request: HttpRequest, number: str) -> HttpResponse:
    """差戻し — lay the proposal aside."""
    return _settled(request, number, stage.drop)


def _settled(request: HttpRequest, number: str, act: Callable[..., None]) -> HttpResponse:
    case = flows.seen(request, number, among=(STAGE.name,))
    wall.insist(request, filings.filings()[case.filing["procedure"]].scheme, what=WHAT)
    try:
        act(number, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _shown(request, refusal.reason)
    return redirect("back_office:scorecard")


def _shown(request: HttpRequest, refusal: str, *, form: Step | None = None) -> HttpResponse:
    return pages.shown(request, fiscal_year(today.today()), refusal=refusal, form=form)

"""延滞の一覧と貸付けの画面 — how late, since when, what it costs, and every step taken so far."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.holders import looks
from kyosai.procedures.recovery import demand, desk, early
from kyosai.procedures.recovery import words as names
from kyosai.procedures.recovery.acts import NAMES
from kyosai.procedures.recovery.flow import ARREARS, PROPOSE
from kyosai.records.loans import arrears, reads
from kyosai.records.loans.arrears import Overdue
from kyosai.records.loans.reads import Standing
from kyosai.records.loans.words import DEMANDS, INTERRUPTIONS, SOURCES
from kyosai.records.officers import reads as officers

NUMBER = re.compile(r"L-[0-9]{8}-[0-9]{2}")


class Proposal(forms.Form):
    """What to do about a late loan, and why."""

    act = forms.ChoiceField(
        label="処分",
        choices=[("", "選んでください"), *NAMES.items()],
        error_messages={"required": "処分を選んでください。"},
    )
    months = forms.IntegerField(
        label="のばす月数（返す日をのばすときだけ）", min_value=1, max_value=12, required=False
    )
    why = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "理由を書いてください。"},
    )


class Why(forms.Form):
    """Why a proposal goes back."""

    why = forms.CharField(
        label="差し戻す理由",
        max_length=300,
        error_messages={"required": "差し戻す理由を書いてください。"},
    )


def show_all(request: HttpRequest) -> HttpResponse:
    """List the late loans of this officer's schemes, the oldest first."""
    late = [
        _line(each)
        for each in arrears.overdue(on=today.today())
        if wall.is_theirs(request, each.loan.scheme)
    ]
    return render(request, "back_office/receivables/late.html", {"lines": late})


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show one loan; the look is written down first."""
    return _shown(request, _seen(request, number))


@require_POST
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """起案 — what to do, for another officer to decide."""
    case = flows.seen(request, number, among=(ARREARS.name,))
    form = Proposal(request.POST)
    loan = _seen(request, case.filing["loan"])
    if not form.is_valid():
        return _shown(request, loan, form=form, status=422)
    asked = {**form.cleaned_data, "months": form.cleaned_data["months"] or 0}
    return _asked(request, loan, lambda who, at: desk.propose(number, officer=who, at=at, **asked))


@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — carry out what another officer proposed."""
    case = flows.seen(request, number, among=(ARREARS.name,))
    loan = _seen(request, case.filing["loan"])
    return _asked(request, loan, lambda who, at: desk.decide(number, officer=who, at=at))


@require_POST
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """差戻し — the proposal goes back to whoever made it."""
    case = flows.seen(request, number, among=(ARREARS.name,))
    loan, form = _seen(request, case.filing["loan"]), Why(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    return _asked(
        request, loan, lambda who, at: desk.send_back(number, officer=who, at=at, why=why)
    )


def _asked(request: HttpRequest, loan: Standing, act: Any) -> HttpResponse:
    try:
        act(request.user.get_username(), today.now())
    except Refused as refusal:
        return _shown(request, loan, refusal=refusal.reason, status=409)
    return redirect("back_office:loan", loan.number)


def _seen(request: HttpRequest, number: str) -> Standing:
    loan = reads.of_number(number) if NUMBER.fullmatch(number) else None
    if loan is None:
        raise Http404
    wall.insist(request, loan.scheme, what=f"貸付け {number}")
    looks.note(request, party=loan.party, what=f"貸付け {number}", why="返済の確認")
    return loan


def _shown(
    request: HttpRequest,
    loan: Standing,
    *,
    form: Proposal | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    owed = arrears.owed(loan, on=today.today())
    case = _case(loan)
    told = early.quote(loan, on=today.today())
    page = {
        "loan": loan,
        "name": names.name(loan),
        "lent_on": words.on(loan.lent_on),
        "yen": words.yen(loan.amount.amount),
        "left": words.yen(owed.principal.amount),
        "overdue": words.yen(owed.overdue.amount),
        "penalty": words.yen(owed.penalty.amount),
        "whole": words.yen(told.yen.amount),
        "turns": _turns(loan),
        "steps": _steps(loan),
        "case": case,
        "proposal": desk.proposal(case) if case else None,
        "may_propose": case is not None and case.step == PROPOSE
        and officers.may(request.user, "cases.decide"),
        "may_decide": case is not None and case.step != PROPOSE
        and officers.may(request.user, "cases.confirm"),
        "form": form or Proposal(),
        "why": Why(),
        "refusal": refusal,
    }  # fmt: skip
    return render(request, "back_office/receivables/loan.html", page, status=status)


def _case(loan: Standing) -> Case | None:
    """Return the open case about a loan, if there is one."""
    rows = [
        case
        for case in casework.cases_of(loan.party)
        if case.flow == ARREARS.name and case.filing.get("loan") == loan.number
    ]
    return next((case for case in rows if not case.is_closed), None)


def _line(late: Overdue) -> dict[str, Any]:
    return {
        "number": late.loan.number,
        "contract": late.loan.contract,
        "name": names.name(late.loan),
        "since": words.on(late.since),
        "turns": len(late.owing.late),
        "overdue": words.yen(late.owing.overdue.amount),
        "penalty": words.yen(late.owing.penalty.amount),
        "left": words.yen(late.owing.principal.amount),
        "last": DEMANDS[last[-1].kind] if (last := arrears.demands(late.loan.number)) else "",
        "is_ripe": demand.may_apply(late, on=today.today()),
    }


def _turns(loan: Standing) -> list[dict[str, str]]:
    owed = arrears.owed(loan, on=today.today())
    left = {turn.ordinal for turn in owed.left}
    late = {turn.ordinal for turn in owed.late}
    return [
        {
            "due_on": words.on(turn.due_on),
            "principal": words.yen(turn.principal.amount),
            "interest": words.yen(turn.interest.amount),
            "state": "遅れ" if turn.ordinal in late else "これから"
            if turn.ordinal in left else "済み",
        }
        for turn in reads.turns(loan.number)
    ]  # fmt: skip


def _steps(loan: Standing) -> list[dict[str, str]]:
    """Return what has come and what was done, in the order of the days."""
    came = [
        (row.on, f"{SOURCES[row.source]} 元金{row.principal:,}円・利子{row.interest:,}円"
         f"・遅れた分{row.penalty:,}円")
        for row in reads.receipts(loan.number)
    ]  # fmt: skip
    done = [(row.at.date(), DEMANDS[row.kind]) for row in arrears.demands(loan.number)]
    kept = [
        (row.on, f"{INTERRUPTIONS[row.kind]}（時効）{row.words}")
        for row in arrears.interruptions(loan.number)
    ]
    return [{"on": words.on(on), "words": said} for on, said in sorted([*came, *done, *kept])]

"""署名と本人の確認 — two officers of the desk look at the whole paper, in place of the card."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.cases import case as cases
from kyosai.doors.back_office.cases import decision, filing, flows
from kyosai.doors.back_office.cases.filing import CAPACITIES
from kyosai.doors.back_office.forms import sheets
from kyosai.doors.back_office.holders import looks
from kyosai.formats.forms import template
from kyosai.procedures.paper import confirm, letter, message
from kyosai.procedures.paper import sheet as facts
from kyosai.procedures.paper.flow import AGAIN, ASK, CONFIRM, FORM
from kyosai.records.officers import reads as officers

HERE = (FORM.name,)
OPEN = (CONFIRM, AGAIN)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """紙と入力 — the pictures beside what was read in them."""
    case = flows.seen(request, number, among=HERE)
    if request.method == "POST" and case.step in OPEN:
        return _decided(request, case)
    return _page(request, case)


@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """問い合わせ — a letter asks for what is missing."""
    case = flows.seen(request, number, among=HERE)
    missing = request.POST.getlist("missing")
    try:
        confirm.ask(number, missing=missing, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _page(request, case, mistake=refusal.reason, status=409)
    return redirect("back_office:paper", number)


def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """差戻し — the second officer does not find it in order."""
    case = flows.seen(request, number, among=HERE)
    form = decision.Words(request.POST or None)
    if form.is_valid():
        try:
            confirm.send_back(
                number,
                officer=request.user.get_username(),
                at=today.now(),
                note=form.cleaned_data["words"],
            )
        except Refused as refusal:
            return _page(request, case, mistake=refusal.reason, status=409)
        return redirect("back_office:paper", number)
    return render(request, "back_office/cases/send_back.html", {"case": case, "form": form})


def file(request: HttpRequest, number: str, use: UUID) -> HttpResponse:
    """紙の画像 — a page or a paper beside it."""
    case = flows.seen(request, number, among=HERE)
    if not _may_look(request, case):
        raise Http404
    for kept in sheets.files(case):
        if kept.id == use:
            _note(request, case)
            return sheets.sent(kept)
    raise Http404


def post(request: HttpRequest, number: str) -> HttpResponse:
    """手紙 — the letter that asks, to be printed."""
    case = flows.seen(request, number, among=HERE)
    sent = letter.latest(case)
    if sent is None or not officers.may(request.user, "cases.decide"):
        raise Http404
    return sheets.sent(sent)


def _decided(request: HttpRequest, case: Case) -> HttpResponse:
    act = confirm.confirm if case.step == CONFIRM else confirm.enter
    try:
        act(
            case.number,
            checked=request.POST.getlist("checked"),
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        return _page(request, case, mistake=refusal.reason, status=409)
    return redirect("back_office:paper", case.number)


def _may_look(request: HttpRequest, case: Case) -> bool:
    return case.step in OPEN and not case.is_closed and officers.may(request.user, "cases.decide")


def _note(request: HttpRequest, case: Case) -> None:
    """Write the look down with the holder, where the form names one."""
    try:
        standing = message.contract(facts.of(case))
    except Refused:
        return
    if standing:
        looks.note(request, party=standing.party, what=f"紙の申込書 {case.number}",
                   why="署名と本人の確認")  # fmt: skip


def _page(
    request: HttpRequest, case: Case, *, mistake: str = "", status: int = 200
) -> HttpResponse:
    case = flows.seen(request, case.number, among=HERE)
    sheet = facts.of(case)
    page: dict[str, Any] = {
        "case": case,
        "title": sheet.form.title if sheet.form else FORM.title,
        "receipt": sheet.receipt,
        "step": FORM.step(case.step).name,
        "received": words.at(case.received_at),
        "due": words.at(case.due_at),
        "left": words.left(case.due_at, now=case.closed_at or today.now()),
        "mistake": mistake,
        "may_look": _may_look(request, case),
        "is_second": case.step == AGAIN,
        "is_asking": case.step == ASK,
        "checks": confirm.CHECKS.items(),
        "missing": confirm.MISSING.items(),
        "entries": cases.told(case),
    }
    if page["may_look"]:
        page |= {"rows": _rows(sheet), "files": sheets.files(case), "trouble": _trouble(sheet)}
    return render(request, "back_office/forms/paper.html", page, status=status)


def _rows(sheet: facts.Sheet) -> list[tuple[str, str]]:
    assert sheet.form is not None
    return [(box.label, _shown(box, sheet.values.get(box.name, ""))) for box in sheet.form.read]


def _shown(box: template.Box, value: str) -> str:
    """Return a value as the paper says it, and what its number stands for."""
    if box.shape == "yen" and value:
        return words.yen(int(value))
    if box.choices and value:
        named = CAPACITIES | filing.TRADES["skk"]
        return f"{value}　{named.get(box.choices[int(value) - 1], '')}"
    return value or "—"


def _trouble(sheet: facts.Sheet) -> str:
    """Say what would keep the form from entering, before anybody tries."""
    try:
        message.contract(sheet)
    except Refused as refusal:
        return refusal.reason
    return ""

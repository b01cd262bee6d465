"""不一致の裁定 — the supervisor sees a box and what two companies read in it; never the paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.forms import sheets
from kyosai.procedures.paper import reconcile
from kyosai.procedures.paper import sheet as facts
from kyosai.procedures.paper.flow import ASK, FORM, RECONCILE
from kyosai.records.keying import reads as keying

STEPS = (RECONCILE, ASK)


def show_all(request: HttpRequest) -> HttpResponse:
    """監督の一覧 — forms that wait for a ruling or an answer, and how the companies work."""
    lines = [
        {
            "number": case.number,
            "step": FORM.step(case.step).name,
            "open": len(_boxes(case)),
            "due": words.at(case.due_at),
            "left": words.left(case.due_at, now=today.now()),
        }
        for case in sheets.waiting(*STEPS)
    ]
    page = {"lines": lines, "work": keying.work()}
    return render(request, "back_office/forms/supervisor.html", page)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """項目の裁定 — every open box of one form; a ruling is sent box by box."""
    case = sheets.standing(number, step=STEPS)
    if request.method != "POST":
        return _page(request, case)
    rule = reconcile.decide if case.step == RECONCILE else reconcile.answer
    box = request.POST.get("box", "")
    try:
        rule(
            number,
            box=box,
            value=request.POST.get("value", ""),
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        return _page(request, case, mistake=refusal.reason, box=box, status=422)
    still = [each.number for each in sheets.waiting(*STEPS)]
    return redirect("back_office:ruling" if number in still else "back_office:rulings",
                    *([number] if number in still else []))  # fmt: skip


@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """問い合わせ — a letter asks the holder; the promise stands still."""
    case = sheets.standing(number, step=RECONCILE)
    try:
        reconcile.ask(number, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _page(request, case, mistake=refusal.reason, status=409)
    return redirect("back_office:ruling", number)


def picture(request: HttpRequest, number: str, box: str) -> HttpResponse:
    """項目の画像 — one open box of a form."""
    case = sheets.standing(number, step=STEPS)
    content = keying.picture(number, field=box) if box in _names(case) else None
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/png")


def _names(case: Case) -> list[str]:
    return facts.of(case).open_boxes()


def _boxes(case: Case) -> list[dict[str, Any]]:
    sheet, read = facts.of(case), keying.readings(case.number)
    assert sheet.form is not None
    return [
        {
            "name": name,
            "label": sheet.form.box(name).label,
            "hint": sheet.form.box(name).hint,
            "readings": read.get(name, []),
        }
        for name in sheet.open_boxes()
    ]


def _page(
    request: HttpRequest, case: Case, *, mistake: str = "", box: str = "", status: int = 200
) -> HttpResponse:
    page = {
        "case": case,
        "step": FORM.step(case.step).name,
        "is_asking": case.step == ASK,
        "boxes": _boxes(case),
        "mistake": mistake,
        "wrong": box,
        "due": words.at(case.due_at),
    }
    return render(request, "back_office/forms/ruling.html", page, status=status)

"""資産台帳 — one of the treasury enters a year's sheet, another confirms it."""

from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Malformed, Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.procedures.assets import enter
from kyosai.records.assets import reads as assets
from kyosai.records.assets.reads import Sheet
from kyosai.records.officers import reads as officers
from kyosai.reports import accounts

PAGE = "back_office/owed/sheets.html"
MOST_BYTES = 100_000
NO_FILE = {"required": "CSVのファイルを選んでください。"}


class Entry(forms.Form):
    """A scheme, a day, and the sheet itself."""

    scheme = forms.ChoiceField(label="制度", choices=list(accounts.SCHEMES.items()))
    as_of = day_field("いつの終わりの時点か")
    sheet = forms.FileField(label="資産の表（CSV）", error_messages=NO_FILE)


def show(request: HttpRequest) -> HttpResponse:
    """Show every sheet, and a form for the next."""
    return render(request, PAGE, _page(request, Entry()))


@require_POST
def enter_sheet(request: HttpRequest) -> HttpResponse:
    """Enter a sheet; it counts once another officer has confirmed it."""
    form = Entry(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, _page(request, form), status=409)
    given = form.cleaned_data
    try:
        if given["sheet"].size > MOST_BYTES:
            raise Malformed(1, "大きさ", f"{given['sheet'].size:,}バイト")
        enter.enter(
            given["scheme"],
            as_of=given["as_of"],
            content=given["sheet"].read(),
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Malformed as fault:
        why = f"表を受け取れません。{fault.record}行目の「{fault.field}」：{fault.found or '空'}"
        return _refused(request, f"{why}。直してから、もう一度入れてください。", form)
    except Refused as refusal:
        return _refused(request, refusal.reason, form)
    return redirect("back_office:assets")


@require_POST
def approve_sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """承認 — somebody else's sheet."""
    try:
        enter.approve(sheet, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _refused(request, refusal.reason, Entry())
    return redirect("back_office:assets")


def percent(share: Fraction) -> str:
    """Return a share in per cent with two decimals, cut off towards nothing."""
    parts = int(abs(share) * 10_000)
    return f"{'-' if share < 0 else ''}{parts // 100}.{parts % 100:02d}%"


def _refused(request: HttpRequest, why: str, form: Entry) -> HttpResponse:
    wall.note(request, what="資産の表", why=why)
    return render(request, PAGE, _page(request, form) | {"refusal": why}, status=409)


def _page(request: HttpRequest, form: Entry) -> dict[str, Any]:
    names, me = officers.names(), request.user.get_username()
    may = officers.may(request.user, "files.approve")
    if not form.is_bound:
        form.initial = {"as_of": today.today() - timedelta(days=1)}
    lines = [
        _line(each, names) | {"may_approve": may and me != each.entered_by}
        for each in assets.sheets()
    ]
    return {"form": form, "may_enter": may, "lines": lines}


def _line(sheet: Sheet, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "scheme": accounts.SCHEMES.get(sheet.scheme, sheet.scheme),
        "as_of": words.on(sheet.as_of),
        "market": words.yen(sheet.market.amount),
        "return": percent(sheet.yearly_return),
        "entered_by": names.get(sheet.entered_by, sheet.entered_by),
        "approved_by": names.get(sheet.approved_by, sheet.approved_by),
        "held": [
            {
                "kind": each.kind,
                "market": words.yen(each.market.amount),
                "income": words.yen(each.income.amount),
                "put_in": words.yen(each.put_in.amount),
            }
            for each in sheet.held
        ],
    }

"""照会名簿の画面 — which lists were brought in, and a form for the next one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.basis.refusal import Malformed, Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.procedures.listing import bring_in
from kyosai.records.listed import reads as listed
from kyosai.records.officers import reads as officers

DESK = "contracts"


class NewList(forms.Form):
    """A whole list as a file."""

    as_of = day_field("名簿の日付")
    source = forms.CharField(
        label="出所", max_length=100, error_messages={"required": bring_in.NoSource.reason}
    )
    file = forms.FileField(
        label="名簿のファイル（CSV）",
        help_text="見出しは「番号,氏名,フリガナ,生年月日,掲載日,削除日」です。",
        error_messages={"required": bring_in.NotTheList.reason},
    )


def show(request: HttpRequest) -> HttpResponse:
    """Show the lists; take a new one whole, or say at which record and field it is wrong."""
    may = is_theirs(request)
    form = NewList(request.POST or None, request.FILES or None) if may else NewList()
    if form.is_valid():
        told = form.cleaned_data
        try:
            bring_in.bring_in(
                told["file"].read(bring_in.LARGEST + 1),
                as_of=told["as_of"],
                source=told["source"],
                officer=request.user.get_username(),
                at=today.now(),
            )
        except (Refused, Malformed) as wrong:
            reason = wrong.reason if isinstance(wrong, Refused) else _said(wrong)
            wall.note(request, what="照会名簿の取り込み", why=reason)
            form.add_error("file", reason)
        else:
            return redirect("back_office:list")
    names = officers.names()
    files = [
        {
            "as_of": words.on(each.as_of),
            "source": each.source,
            "records": each.records,
            "at": words.at(each.imported_at),
            "who": names.get(each.imported_by, each.imported_by),
        }
        for each in listed.files()
    ]
    page = {"files": files, "form": form, "may_bring_in": may}
    status = 409 if form.is_bound else 200
    return render(request, "back_office/listing/list.html", page, status=status)


def is_theirs(request: HttpRequest) -> bool:
    """Tell whether this officer works at the desk that keeps the list."""
    works_here = officers.known(request.user).desk == DESK
    return works_here and officers.may(request.user, "cases.decide")


def _said(wrong: Malformed) -> str:
    return (
        f"{wrong.record}件目の「{wrong.field}」が正しくないため、取り込みませんでした。"
        "直したファイルを選んでください。"
    )

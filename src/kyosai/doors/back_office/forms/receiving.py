"""郵便受入れ — the clerk hands scans over, and says which form an unmarked page is."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.forms import sheets
from kyosai.doors.mail_room import intake
from kyosai.doors.mail_room.intake import File
from kyosai.formats.forms import template
from kyosai.procedures.paper.flow import CLASSIFY
from kyosai.records.documents import reads as documents

ONE_MORE = "紙の申込書（1枚目）を選んでください。"


class Envelope(forms.Form):
    """One opened envelope: the form, what lay beside it, and the day of its stamp."""

    page = forms.FileField(
        label="申込書（PDFか画像）",
        help_text="1枚目だけを読みます。",
        error_messages={"required": ONE_MORE},
    )
    paper_1 = forms.FileField(label="本人確認の書類", required=False)
    paper_2 = forms.FileField(label="そのほかの書類", required=False)
    stamped_on = forms.DateField(
        label="届いた日（受付印の日）",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "届いた日を選んでください。"},
    )


class Late(forms.Form):
    """What came in answer to a letter."""

    receipt = forms.CharField(
        label="手紙の受付番号（Pで始まる）",
        max_length=20,
        error_messages={"required": "手紙の受付番号を入力してください。"},
    )
    paper = forms.FileField(
        label="届いた書類", error_messages={"required": "届いた書類を選んでください。"}
    )


class Kind(forms.Form):
    """Which form a page is."""

    form = forms.ChoiceField(
        label="様式の種類", error_messages={"required": "様式の種類を選んでください。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.code, f"{each.title}（{each.since}）") for each in template.every_version()]
        self.fields["form"].choices = [("", "選んでください"), *known]  # type: ignore[attr-defined]


def show(request: HttpRequest) -> HttpResponse:
    """受入れ — take one envelope in, and list what waits to be told apart."""
    form = Envelope(request.POST or None, request.FILES or None,
                    initial={"stamped_on": today.today()})  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        files = [given["page"], given["paper_1"], given["paper_2"]]
        try:
            case = intake.take(
                [_file(each) for each in files if each],
                stamped_on=given["stamped_on"],
                officer=request.user.get_username(),
                at=today.now(),
            )
        except Refused as refusal:
            form.add_error("page", refusal.reason)
        else:
            return redirect(f"{request.path}?taken={case}")
    return _page(request, form=form, status=422 if form.errors else 200)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """返事の受入れ — lay what came late beside its form."""
    late = Late(request.POST, request.FILES)
    if late.is_valid():
        try:
            case = intake.take_more(
                late.cleaned_data["receipt"].strip(),
                [_file(late.cleaned_data["paper"])],
                officer=request.user.get_username(),
                at=today.now(),
            )
        except Refused as refusal:
            late.add_error("receipt", refusal.reason)
        else:
            return redirect(f"{_home()}?taken={case}")
    return _page(request, late=late, status=422)


def classify(request: HttpRequest, number: str) -> HttpResponse:
    """分類 — the clerk looks at a page without a square."""
    case = sheets.standing(number, step=CLASSIFY)
    form = Kind(request.POST or None)
    if form.is_valid():
        chosen = template.coded(f"{form.cleaned_data['form']} 1")
        page = _page_of(case)
        try:
            intake.classified(
                number, content=page, form=chosen, officer=request.user.get_username()
            )
        except Refused as refusal:
            form.add_error("form", refusal.reason)
        else:
            return redirect(_home())
    return render(request, "back_office/forms/classify.html", {"case": case, "form": form})


def page(request: HttpRequest, number: str) -> HttpResponse:
    """紙の画像 — the whole page, while it waits to be told apart."""
    case = sheets.standing(number, step=CLASSIFY)
    return sheets.sent(sheets.files(case)[0])


def _page_of(case: Case) -> bytes:
    found = documents.attachments([case.filing["page"]], person=sheets.person(case))
    if not found:
        raise Http404
    return found[0].content


def _file(upload: Any) -> File:
    return File(upload.read(), upload.name)


def _home() -> str:
    return reverse("back_office:mail_room")


def _page(
    request: HttpRequest,
    *,
    form: Envelope | None = None,
    late: Late | None = None,
    status: int = 200,
) -> HttpResponse:
    about = {
        "form": form or Envelope(initial={"stamped_on": today.today()}),
        "late": late or Late(),
        "wrong": form if form is not None and form.errors else late or Late(),
        "taken": request.GET.get("taken", ""),
        "waiting": [
            {"number": each.number, "received": words.at(each.received_at)}
            for each in sheets.waiting(CLASSIFY)
        ],
    }
    return render(request, "back_office/forms/mail_room.html", about, status=status)

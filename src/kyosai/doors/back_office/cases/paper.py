"""口座の読み取り — an officer writes the account down from the picture; another confirms it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kyosai.doors.back_office.cases import decision, flows
from kyosai.doors.back_office.cases.account import KINDS
from kyosai.procedures.enrolment import paper
from kyosai.procedures.enrolment.flow import PAPER_MANDATES
from kyosai.records.mandates.paper import PaperAccount

HERE = tuple(PAPER_MANDATES)


def _line(label: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, error_messages={"required": f"{label}を入力してください。"}
    )


class Account(forms.Form):
    """An account as the picture shows it."""

    bank_code = _line("金融機関コード（4けた）", 4)
    bank_name = _line("金融機関の名前", 60)
    branch_code = _line("支店コード（3けた）", 3)
    branch_name = _line("支店の名前", 60)
    account_kind = forms.ChoiceField(label="預金の種類", choices=KINDS)
    account_number = _line("口座番号（7けた）", 7)
    holder_kana = _line("口座の名義（カナ）", 60)


def read(request: HttpRequest, number: str) -> HttpResponse:
    """口座の読み取り — the first officer writes it down."""
    case = flows.seen(request, number, among=HERE)
    form = Account(request.POST or None)
    if form.is_valid():
        account = PaperAccount(**form.cleaned_data)
        return decision.asked(request, number, paper.read, account=account)
    page = {"case": case, "form": form}
    return render(request, "back_office/cases/read_account.html", page)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """口座の照合 — the second officer finds it the same."""
    flows.seen(request, number, among=HERE)
    return decision.asked(request, number, paper.confirm)


def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """読み直し — the second officer finds it different."""
    case = flows.seen(request, number, among=HERE)
    form = decision.Words(request.POST or None)
    if form.is_valid():
        return decision.asked(request, number, paper.send_back, note=form.cleaned_data["words"])
    page = {"case": case, "form": form}
    return render(request, "back_office/cases/send_back.html", page)

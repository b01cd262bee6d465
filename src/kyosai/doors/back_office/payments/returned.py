"""戻った支払 — money the bank did not pay: another account, a call back, and paid again once."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.procedures.payment import again, check
from kyosai.records.officers import reads as officers
from kyosai.records.payments import accounts, overview, payee, sending
from kyosai.records.payments.accounts import Given, Payee
from kyosai.records.payments.sending import Waiting

NUMBER = re.compile(r"P-[0-9]{8}-[0-9]{2}")
PAGE = "back_office/payments/payment.html"
CHECKS = {"": "これから銀行に聞きます", "0": "口座があります", **check.ANSWERS}


def _digits(label: str, length: int) -> forms.RegexField:
    wrong = {
        "required": f"{label}を入れてください。",
        "invalid": f"{label}は{length}桁の数字です。",
    }
    return forms.RegexField(rf"^[0-9]{{{length}}}$", label=label, error_messages=wrong)


class Account(forms.Form):
    """Another account, as the payee told an officer."""

    bank_code = _digits("金融機関コード", 4)
    bank_name = forms.CharField(label="金融機関名", max_length=60)
    branch_code = _digits("支店コード", 3)
    branch_name = forms.CharField(label="支店名", max_length=60)
    account_kind = forms.ChoiceField(label="預金の種類", choices=[("1", "普通"), ("2", "当座")])
    account_number = _digits("口座番号", 7)
    holder_kana = forms.CharField(label="口座の名義（カナ）", max_length=60)


class Heard(forms.Form):
    """What was heard on the telephone."""

    words = forms.CharField(
        label="だれと話し、何を確かめたか",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": check.NoWords.reason},
    )


def show_all(request: HttpRequest) -> HttpResponse:
    """List what came back, and the changed accounts somebody has to call about."""
    held_back = sending.held_back(on=today.today())
    page = {
        "returned": [_line(each) for each in sending.came_back() if _is_theirs(request, each)],
        "held_back": [_line(each) for each in held_back if _is_theirs(request, each)],
    }
    return render(request, "back_office/payments/returned.html", page)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show one payment: what became of it, its account, and what an officer may do."""
    return render(request, PAGE, _page(request, _payment(request, number)))


def give_account(request: HttpRequest, number: str) -> HttpResponse:
    """別の口座 — as the payee told an officer, who does not confirm it."""
    payment = _payment(request, number)
    form = Account(request.POST or None)
    if not form.is_valid():
        page = _line(payment) | {"form": form}
        return render(request, "back_office/payments/give_account.html", page)
    on = today.today()
    again.give_account(
        payment.party,
        Given(
            **form.cleaned_data,
            source=f"officer:{number}:{form.cleaned_data['account_number']}",
            registered_on=on,
            payable_from=payee.payable_from(on),
            registered_by=request.user.get_username(),
        ),
    )
    return redirect("back_office:payment", number)


@require_POST
def call_back(request: HttpRequest, number: str) -> HttpResponse:
    """折り返しの確認 — another officer heard from the payee."""
    payment, form = _payment(request, number), Heard(request.POST)
    try:
        check.call_back(
            _newest(payment).id,
            officer=request.user.get_username(),
            words=str(form.data.get("words", "")),
            at=today.now(),
        )
    except Refused as refusal:
        return _refused(request, payment, refusal, what="折り返しの確認")
    return redirect("back_office:payment", number)


@require_POST
def pay_again(request: HttpRequest, number: str) -> HttpResponse:
    """払い直し — once, to the account on the page."""
    payment = _payment(request, number)
    try:
        account = UUID(request.POST.get("account", ""))
        new = again.pay_again(
            number, account=account, officer=request.user.get_username(), at=today.now()
        )
    except ValueError as nothing:
        raise Http404 from nothing
    except Refused as refusal:
        return _refused(request, payment, refusal, what="払い直し")
    return redirect("back_office:payment", new)


def _refused(
    request: HttpRequest, payment: Waiting, refusal: Refused, *, what: str
) -> HttpResponse:
    wall.note(request, what=f"{what} {payment.number}", why=refusal.reason)
    page = _page(request, payment) | {"refusal": refusal.reason}
    return render(request, PAGE, page, status=409)


def _payment(request: HttpRequest, number: str) -> Waiting:
    payment = sending.of_number(number) if NUMBER.fullmatch(number) else None
    if payment is None:
        wall.note(request, what=f"支払 {number}", why="この番号の支払はない")
        raise Http404
    wall.insist(request, payment.scheme, what=f"支払 {number}")
    return payment


def _is_theirs(request: HttpRequest, payment: Waiting) -> bool:
    return wall.is_theirs(request, payment.scheme)


def _newest(payment: Waiting) -> Payee:
    """Return the account given last, which is the payment's own unless another was given."""
    return accounts.newest(payment.party) or accounts.payee(payment.account)


def _line(payment: Waiting) -> dict[str, Any]:
    return {
        "number": payment.number,
        "contract": payment.contract,
        "purpose": payment.purpose,
        "yen": words.yen(payment.amount.amount),
        "pay_on": words.on(payment.pay_on),
        "due": words.at(payment.due_at),
        "why": overview.why_not_paid(payment.number),
    }


def _page(request: HttpRequest, payment: Waiting) -> dict[str, Any]:
    newest, on = _newest(payment), today.today()
    may = officers.may(request.user, "accounts.call_back")
    me = request.user.get_username()
    is_back = sending.is_back(payment.number)
    return _line(payment) | {
        "steps": [(name, words.at(at)) for name, at in overview.steps(payment.number)],
        "paid_to": _account(accounts.payee(payment.account)),
        "newest": _account(newest),
        "is_changed": newest.id != payment.account,
        "account": newest.id,
        "waits": not newest.is_called_back and newest.payable_from > on,
        "payable_from": words.on(newest.payable_from),
        "may_give": may and is_back,
        "may_call_back": may
        and not newest.is_called_back
        and newest.payable_from > on
        and accounts.registered_by(newest.id) != me,
        "may_pay_again": may and is_back,
        "heard": Heard(),
    }


def _account(known: Payee) -> list[tuple[str, str]]:
    return [
        ("金融機関", known.bank_name),
        ("支店", known.branch_name),
        ("口座番号", known.masked),
        ("口座の名義", words.masked(known.holder_kana)),
        ("口座照会", CHECKS[known.check]),
        ("折り返しの確認", "済み" if known.is_called_back else "していません"),
    ]

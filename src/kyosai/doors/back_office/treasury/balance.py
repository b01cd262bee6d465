"""試算表 — both sides of every account of each scheme as of a day, and that they are equal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.records.ledger import reads as ledger
from kyosai.records.ledger import seals
from kyosai.records.ledger.reads import Balance
from kyosai.reports import accounts

ASK = "日付を、カレンダーから選んでください。"


def day_field(label: str) -> forms.DateField:
    """Return a question for a day, asked with the browser's own calendar."""
    calendar = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {"required": ASK, "invalid": ASK}
    return forms.DateField(label=label, widget=calendar, error_messages=errors)


class AsOf(forms.Form):
    """The day at whose end the accounts are shown."""

    on = day_field("いつの終わりの時点か")


def show(request: HttpRequest) -> HttpResponse:
    """Show the trial balance of each scheme; accounts of single contracts are added up."""
    form = AsOf(request.GET if "on" in request.GET else {"on": today.today()})
    page: dict[str, Any] = {"form": form, "newest": _newest_seal()}
    if form.is_valid():
        page |= _tables(form.cleaned_data["on"])
    return render(request, "back_office/treasury/balance.html", page)


def _tables(on: date) -> dict[str, Any]:
    balances = ledger.balances(on=on)
    tables = [
        _table(name, [each for each in balances if accounts.scheme(each.account) == scheme])
        for scheme, name in accounts.SCHEMES.items()
    ]
    return {"on": words.on(on), "day": on.isoformat(), "tables": tables} | _whole(balances)


def _table(name: str, balances: Sequence[Balance]) -> dict[str, Any]:
    lines = [
        _line(accounts.name(each.account, with_scheme=False), each.debit.amount, each.credit.amount)
        | {"account": each.account}
        for each in balances
    ]
    return {"name": name, "lines": lines} | _whole(balances)


def _whole(balances: Sequence[Balance]) -> dict[str, Any]:
    debits = sum(balance.debit.amount for balance in balances)
    credits = sum(balance.credit.amount for balance in balances)
    return {
        "total": _line("合計", debits, credits),
        "difference": words.yen(debits - credits),
        "is_even": debits == credits,
    }


def _line(name: str, debit: int, credit: int) -> dict[str, str]:
    return {"name": name, "debit": words.yen(debit), "credit": words.yen(credit)} | sided(
        debit - credit
    )


def sided(difference: int) -> dict[str, str]:
    """Return an amount and the side of the account on which it lies."""
    side = "借方" if difference > 0 else "貸方" if difference < 0 else ""
    return {"left": words.yen(abs(difference)), "side": side}


def _newest_seal() -> dict[str, Any] | None:
    newest = seals.newest()
    if newest is None:
        return None
    return {
        "number": newest.number,
        "digest": newest.digest,
        "at": words.at(newest.sealed_at),
    }

"""試算表 — both sides of every account, and that they are equal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.records.ledger import reads as ledger
from kyosai.reports import accounts


def show(request: HttpRequest) -> HttpResponse:
    """Show the trial balance of now; accounts of single contracts are added up."""
    balances = ledger.balances()
    debits = sum(balance.debit.amount for balance in balances)
    credits = sum(balance.credit.amount for balance in balances)
    difference = debits - credits
    page = {
        "at": words.at(today.now()),
        "lines": [_line(each.account, each.debit.amount, each.credit.amount) for each in balances],
        "total": _line("合計", debits, credits),
        "difference": words.yen(difference),
        "is_even": difference == 0,
    }
    return render(request, "back_office/treasury/balance.html", page)


def _line(account: str, debit: int, credit: int) -> dict[str, str]:
    return {
        "name": accounts.name(account),
        "debit": words.yen(debit),
        "credit": words.yen(credit),
        "left": words.yen(abs(debit - credit)) if debit != credit else "0円",
        "side": "借方" if debit > credit else "貸方" if credit > debit else "",
    }

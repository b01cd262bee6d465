"""一日の終わり — what the bank says of our accounts beside the journal, and what left that day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.treasury.balance import AsOf
from kyosai.reports import accounts, day_end
from kyosai.reports.day_end import Compared
from kyosai.schemes.clocks import calendars


def show(request: HttpRequest) -> HttpResponse:
    """Show each scheme's account at the end of a day: the last one the bank has told."""
    usual = calendars.bank().add(today.today(), -1)
    form = AsOf(request.GET if "on" in request.GET else {"on": usual})
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        told = day_end.compared(form.cleaned_data["on"])
        page |= {
            "on": words.on(form.cleaned_data["on"]),
            "is_even": all(each.is_even for each in told),
            "is_told": all(each.stated is not None for each in told),
            "schemes": [_scheme(each) for each in told],
        }
    return render(request, "back_office/payments/day_end.html", page)


def _scheme(told: Compared) -> dict[str, Any]:
    stated = "まだ届いていません" if told.stated is None else words.yen(told.stated)
    return {
        "name": accounts.SCHEMES[told.scheme],
        "is_even": told.is_even,
        "rows": [
            ("銀行の残高（明細）", stated),
            ("仕訳帳の残高", words.yen(told.journal)),
            ("この日に送った支払", f"{told.sent_count:,}件　{words.yen(told.sent)}"),
            ("この日に銀行で出た支払", words.yen(told.booked)),
            ("明細を待つ支払（日の終わり）", words.yen(told.in_transit)),
            ("まだ合わないお金（仮受金）", words.yen(told.suspense)),
        ],
    }

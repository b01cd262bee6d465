"""収納サイクルの日数 — how many days from debit to confirmation, beside the old cycle."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.reports import accounts, collection_days
from kyosai.reports.collection_days import Confirmed

MOST = 60
PROMISED = 6  # bank days


def show(request: HttpRequest) -> HttpResponse:
    """Show the newest debit days with the days they took, and the wait for a first debit."""
    found = collection_days.confirmed()
    page = {
        "promised": PROMISED,
        "late": sum(each.bank_days > PROMISED for each in found),
        "earliest": sum(each.is_earliest for each in found),
        "count": len(found),
        "least_saved": min((each.days_saved for each in found), default=0),
        "lines": [_line(each) for each in found[:MOST]],
        "waits": [
            {
                "scheme": accounts.SCHEMES.get(each.scheme, each.scheme),
                "contracts": f"{each.contracts:,}件",
                "days": f"{each.days}日",
                "before": f"{each.days_before}日",
            }
            for each in collection_days.first_debits()
        ],
    }
    return render(request, "back_office/treasury/days.html", page)


def _line(each: Confirmed) -> dict[str, Any]:
    return {
        "cycle": each.cycle,
        "scheme": accounts.SCHEMES.get(each.scheme, each.scheme),
        "debit_on": words.on(each.debit_on),
        "confirmed_on": words.on(each.confirmed_on),
        "bank_days": each.bank_days,
        "tone": "bad" if each.bank_days > PROMISED else "good",
        "before_on": words.on(each.before_on),
        "saved": f"{each.days_saved}日",
    }

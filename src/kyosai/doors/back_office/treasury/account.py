"""勘定の元帳 — one account's transfers in a period, with the balance after each."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.basis.months import Month
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.treasury.balance import day_field, sided
from kyosai.records.ledger import accounts as ledger
from kyosai.records.ledger.accounts import Place
from kyosai.reports import accounts

NAME = re.compile(r"[a-z0-9_:-]{1,60}")
LINES_A_PAGE = 100
LONGEST = timedelta(days=366)
KINDS = {
    "premium_collected": "掛金の入金",
    "reversal": "取り消し",
    "paid_out": "支払",
    "payment_booked": "支払（明細）",
    "payment_returned": "支払の戻り",
    "payment_refused": "支払の拒否",
    "loan_made": "貸付け",
    "loan_written_off": "貸付けの償却",
    "awarded": "支給の決定",
    "divided": "分割払いの分",
    "offset": "借入れの差引き",
    "tax_withheld": "源泉徴収",
    "instalment_tax": "源泉徴収（分割）",
    "tax_handed_over": "預かった税の納付",
    "refund_ordered": "返金の手配",
    "allowance_owed": "完済手当金",
}


class Period(forms.Form):
    """From which day to which."""

    since = day_field("いつから")
    until = day_field("いつまで")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or is longer than a year."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            raise ValidationError("「いつまで」は、「いつから」と同じか、後の日を選んでください。")
        if since and until and until - since > LONGEST:
            raise ValidationError("1年までの期間を選んでください。")
        return given


def show(request: HttpRequest, account: str) -> HttpResponse:
    """Show an account in a period: this month, unless asked otherwise."""
    if not NAME.fullmatch(account) or not accounts.scheme(account):
        raise Http404
    this = Month.of(today.today())
    usual = {"since": this.first_day, "until": this.last_day}
    form = Period(request.GET if "since" in request.GET else usual)
    page: dict[str, Any] = {
        "account": account,
        "name": accounts.name(account),
        "form": form,
    }
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        page |= _period(account, since, until) | _lines(request, account, since, until)
    return render(request, "back_office/treasury/account.html", page)


def _period(account: str, since: date, until: date) -> dict[str, Any]:
    opening = ledger.balance(account, before=since)
    days = ledger.days(account, since=since, until=until)
    closing = days[-1].balance if days else opening
    return {
        "opening": sided(opening.amount),
        "closing": sided(closing.amount),
        "count": f"{sum(day.count for day in days):,}件",
        "debit": words.yen(sum(day.debit.amount for day in days)),
        "credit": words.yen(sum(day.credit.amount for day in days)),
        "days": [
            {
                "on": words.on(day.on),
                "query": urlencode({"since": day.on, "until": day.on}),
                "count": f"{day.count:,}件",
                "debit": words.yen(day.debit.amount),
                "credit": words.yen(day.credit.amount),
            }
            | sided(day.balance.amount)
            for day in days
        ],
    }


def _lines(request: HttpRequest, account: str, since: date, until: date) -> dict[str, Any]:
    after = _place(request)
    found = ledger.lines(account, since=since, until=until, after=after, limit=LINES_A_PAGE + 1)
    shown = found[:LINES_A_PAGE]
    period = {"since": since, "until": until}
    last = {"on": shown[-1].effective_on, "key": shown[-1].key} if shown else {}
    return {
        "lines": [_line(line) for line in shown],
        "first": urlencode(period) if after else "",
        "more": urlencode(period | last) if len(found) > len(shown) else "",
    }


def _line(line: ledger.Line) -> dict[str, str]:
    return {
        "on": words.on(line.effective_on),
        "kind": KINDS.get(line.kind, line.kind),
        "key": line.key,
        "other": accounts.name(line.other, with_scheme=False),
        "case": line.case_number,
        "debit": words.yen(line.debit.amount) if line.debit else "",
        "credit": words.yen(line.credit.amount) if line.credit else "",
    } | sided(line.balance.amount)


def _place(request: HttpRequest) -> Place | None:
    """Return after which transfer the page begins; whatever is no such place is the beginning."""
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return Place(on, request.GET.get("key", "")[:120])

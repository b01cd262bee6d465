"""ある日の契約の画面 — two dates, one page: how a contract stood, as far as it was known."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.holders import contract as contract_page
from kyosai.doors.back_office.holders import looks, particulars, search
from kyosai.doors.back_office.holds import show as holds
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.records.contracts.reads import Standing
from kyosai.reports import accounts
from kyosai.reports.as_of import asked, standing
from kyosai.reports.as_of.standing import AsOf
from kyosai.schemes.payment_terms import Terms

PAGE = "back_office/holders/as_of.html"
HOLIDAY = "掛止め"


class Dates(forms.Form):
    """The day looked at, and the day of knowledge."""

    on = day_field("見る日（いつの時点か）")
    known = day_field("知っていた日（いつまでの記録で見るか）")


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show a contract as of one date, as known on another; the look is written down first."""
    contract = search.found(request, number)
    looks.note(request, party=contract.party, what=f"契約 {number} のある日の姿", why="照会")
    now = today.today()
    given = request.GET if "on" in request.GET else {"on": now, "known": now}
    form = Dates(given)
    page: dict[str, Any] = {"contract": contract, "form": form, "told": None}
    if form.is_valid():
        on, known_on = form.cleaned_data["on"], form.cleaned_data["known"]
        try:
            dates = asked.asked(contract, on=on, known_on=known_on, today=now)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.reason)
        else:
            page["told"] = _told(request, contract, standing.of(contract, dates))
    return render(request, PAGE, page, status=409 if form.errors else 200)


def _told(request: HttpRequest, contract: Standing, found: AsOf) -> dict[str, Any]:
    unmasked = looks.unmasked_until(request, contract.party) is not None
    worth = found.worth
    return {
        "on": words.on(found.asked.on),
        "known": words.on(found.asked.known_on),
        "status": "契約中" if found.is_active else "終了",
        "person": particulars.told(found.person, unmasked=unmasked),
        "paying": _paying(found),
        "worth": [
            ("掛金納付月数", f"{worth.months}か月"),
            ("納めた掛金", str(worth.premiums)),
            *((name, str(yen)) for name, yen in worth.amounts),
        ],
        "accounts": [
            {
                "account": f"{each.bank_name} {each.branch_name} {each.masked}".strip(),
                "state": contract_page.MANDATES.get(state, state),
            }
            for each, state in found.accounts
        ],
        "loans": [
            {
                "number": loan.number,
                "lent": words.on(loan.lent_on),
                "amount": str(loan.amount),
                "left": str(left),
            }
            for loan, left in found.loans
        ],
        "awards": [
            {
                "number": each.number,
                "happened": words.on(each.happened_on),
                "decided": words.at(each.decided_at),
                "gross": str(each.gross),
                "net": str(each.net),
            }
            for each in found.awards
        ],
        "holds": [holds.line(each) for each in found.holds],
        "journal": [
            {"name": accounts.name(each.account), "yen": str(each.difference)}
            for each in found.journal
        ],
    }


def _paying(found: AsOf) -> list[tuple[str, str]]:
    """Return how the contract pays in the month of the day, and every change known by then."""
    terms, month = found.terms, found.month
    paused = next((pause for pause in terms.pauses if pause.holds(month)), None)
    return [
        ("その月の掛金月額", str(found.monthly_premium or "記録がありません")),
        ("払い方", terms.class_in(month).words),
        (HOLIDAY, f"{_day(paused.since.first_day)}分から" if paused else "なし"),
        *_changes(terms),
    ]


def _changes(terms: Terms) -> list[tuple[str, str]]:
    premiums = [
        (f"{_day(since.first_day)}分から", f"掛金月額 {yen}") for since, yen in terms.premiums
    ]
    pauses = [
        (
            f"{_day(each.since.first_day)}分から",
            f"{HOLIDAY}（{f'{_day(each.until.first_day)}分まで' if each.until else '再開まで'}）",
        )
        for each in terms.pauses
    ]
    return [*premiums, *pauses]


def _day(day: date) -> str:
    return words.month(day)

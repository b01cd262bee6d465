"""控除証明書の一覧と再発行 — how many were issued, for whom not and why; issued anew by a desk."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.holders import looks, search
from kyosai.formats.etax import letters
from kyosai.procedures.certification import premiums
from kyosai.records.contracts.reads import Standing
from kyosai.records.officers import reads as officers
from kyosai.records.premium_certificates import forms as letter_forms
from kyosai.records.premium_certificates import reads
from kyosai.records.premium_certificates.certificate import Certificate
from kyosai.records.premium_certificates.words import OUTCOMES, WITHOUT

SCHEME = "skk"
SHOWN = 100
NOT_ONE_LETTER = "e-Taxで使えない文字を1つと、代わりの文字を入れてください。"


class Why(forms.Form):
    """Why a certificate is issued anew."""

    why = forms.CharField(
        label="再発行の理由",
        max_length=200,
        error_messages={"required": "理由を書いてください。例：紛失、住所の変更"},
    )


class Letter(forms.Form):
    """A character e-Tax does not take, and the plainer one a person picked."""

    letter = forms.CharField(label="使えない文字", max_length=1)
    plain = forms.CharField(label="代わりの文字", max_length=2)

    def clean(self) -> dict[str, Any]:
        """Refuse a pair that changes nothing or cannot be used."""
        given = super().clean() or {}
        letter, plain = given.get("letter", ""), given.get("plain", "")
        is_needed = bool(letter) and not letters.is_taken(letter)
        if not is_needed or not plain or not all(map(letters.is_taken, plain)):
            raise forms.ValidationError(NOT_ONE_LETTER)
        return given


def show_all(request: HttpRequest) -> HttpResponse:
    """Show how the season stands."""
    return _year(request, Letter())


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """縮退 — keep the form a person picked; who waited for it is asked again by the next run."""
    _insist(request)
    form = Letter(request.POST)
    if not form.is_valid():
        return _year(request, form, status=422)
    who, at = request.user.get_username(), today.now()
    letter_forms.choose(
        form.cleaned_data["letter"], plain=form.cleaned_data["plain"], officer=who, at=at
    )
    return redirect("back_office:certificates")


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show one contract's certificates of the season; the look is written down first."""
    return _one(request, _seen(request, number))


@require_POST
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """Issue the first certificate, or issue it anew with a reason."""
    contract, at = _seen(request, number), today.now()
    year = premiums.season(at.date())
    known = reads.of_contract(number, year=year)
    form = Why(request.POST)
    if known and not form.is_valid():
        return _one(request, contract, form=form, status=422)
    try:
        if known:
            who = request.user.get_username()
            premiums.again(known[0], why=form.cleaned_data["why"], at=at, officer=who)
        else:
            premiums.for_contract(number, of=year, at=at)
    except Refused as refusal:
        return _one(request, contract, refusal=refusal.reason, status=409)
    return redirect("back_office:certificates_of", number)


def _insist(request: HttpRequest) -> None:
    if not wall.is_theirs(request, SCHEME):
        raise Http404


def _seen(request: HttpRequest, number: str) -> Standing:
    _insist(request)
    contract = search.found(request, number)
    if contract.scheme != SCHEME:
        raise Http404
    looks.note(request, party=contract.party, what=f"控除証明書 {number}", why="控除証明書の確認")
    return contract


def _year(request: HttpRequest, form: Letter, *, status: int = 200) -> HttpResponse:
    _insist(request)
    year = premiums.season(today.today())
    found = reads.count(year=year)
    last = reads.last_issued_at(year=year)
    page = {
        "year": year,
        "issued": f"{found.issued:,}",
        "again": f"{found.again:,}",
        "delivered": f"{found.delivered:,}",
        "last": words.at(last) if last else "まだありません",
        "reasons": [(WITHOUT[key], f"{count:,}") for key, count in found.without.items()],
        "without": [
            {
                "contract": row.contract,
                "words": row.words,
                "noted": words.at(row.noted_at) if row.noted_at else "",
            }
            for row in reads.first_without(year=year, limit=SHOWN)
        ],
        "form": form,
        "can_issue": officers.may(request.user, "certificates.issue"),
    }
    return render(request, "back_office/certificates/year.html", page, status=status)


def _one(
    request: HttpRequest,
    contract: Standing,
    *,
    form: Why | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    year = premiums.season(today.today())
    noted = reads.without(contract.number, year=year)
    page = {
        "contract": contract,
        "year": year,
        "issued": [_row(row) for row in reads.of_contract(contract.number, year=year)],
        "why_not": noted.words if noted else "",
        "form": form or Why(),
        "refusal": refusal,
        "can_issue": officers.may(request.user, "certificates.issue"),
    }
    return render(request, "back_office/certificates/one.html", page, status=status)


def _row(row: Certificate) -> dict[str, Any]:
    return {
        "code": row.code,
        "at": words.at(row.issued_at),
        "paid": str(row.figures.paid),
        "planned": str(row.figures.planned),
        "total": str(row.figures.total),
        "why": row.why or "はじめの発行",
        "officer": row.officer or "自動",
        "deliveries": [
            OUTCOMES.get(each.outcome, "送っています") for each in reads.deliveries(row.code)
        ],
    }

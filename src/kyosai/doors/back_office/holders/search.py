"""番号でさがす — one box for contract, case and receipt numbers; no browsing, nothing in bulk."""

import unicodedata

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.basis import identifiers
from kyosai.basis.identifiers import WrongNumber
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors.back_office import wall
from kyosai.doors.back_office.cases import flows
from kyosai.procedures.paper.take_in import OF_PAPER
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing

NOT_A_NUMBER = (
    "番号の形が正しくありません。契約者番号・受付番号・案件番号のどれかを入力してください。"
)
NOTHING = "この番号は見つかりませんでした。番号をもう一度ご確認ください。"
LONGEST = 40


def search(request: HttpRequest) -> HttpResponse:
    """Go straight to what a number belongs to, or say that there is nothing."""
    asked = request.GET.get("number", "")[:LONGEST]
    if not asked.strip():
        return render(request, "back_office/holders/search.html", {"asked": ""})
    place, wrong = None, NOTHING
    try:
        place = _place(request, _plain(asked))
    except WrongNumber:
        wrong = NOT_A_NUMBER
    except Http404:
        wrong = NOTHING  # the other scheme's: for this officer there is no such number
    if place:
        return redirect(*place)
    return render(request, "back_office/holders/search.html", {"asked": asked, "wrong": wrong})


def found(request: HttpRequest, number: str) -> Standing:
    """Return the contract of a number in an address, or say that there is no such page."""
    contract = contracts.found_by(number) if identifiers.is_contract_number(number) else None
    if contract is None:
        raise Http404
    wall.insist(request, contract.scheme, what=f"契約 {number}")
    return contract


def _plain(text: str) -> str:
    """Return a number as we write it, however it was typed: full width, spaces, dashes."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _place(request: HttpRequest, number: str) -> tuple[str, str] | None:
    match number[:1]:
        case "K":
            return _case(request, identifiers.parse_lettered(number, letter="K"))
        case "U" | "P" as letter:
            receipt = identifiers.parse_lettered(number, letter=letter)
            filed = casework.filed_under(receipt) or casework.filed_under(f"{receipt}{OF_PAPER}")
            return _case(request, filed["number"]) if filed else None
    if not identifiers.is_contract_number(number):
        raise WrongNumber
    contract = contracts.found_by(number)
    if contract is None:
        return None
    wall.insist(request, contract.scheme, what=f"契約 {number}")
    return "back_office:contract", contract.number


def _case(request: HttpRequest, number: str) -> tuple[str, str] | None:
    try:
        case = casework.case(number)
    except Case.DoesNotExist:
        return None
    if not flows.is_of_desk(case, request.user):
        return None
    wall.insist(request, wall.scheme_of(case), what=f"案件 {number}")
    return "back_office:case", number

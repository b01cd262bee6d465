"""応対の机 — search a caller, see the call-backs of the day, begin a call."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyosai.basis import identifiers, tokyo
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.holders import looks
from kyosai.procedures.access.calls import booking, log
from kyosai.procedures.access.calls.picture import held
from kyosai.records.calls import reads as calls
from kyosai.records.officers import reads as officers
from kyosai.records.parties import reads as parties
from kyosai.records.parties import search, search_keys
from kyosai.records.parties.reads import Particulars
from kyosai.records.parties.search import Found
from kyosai.schemes import both

LONGEST, SHORTEST_KANA = 60, 3
WAYS = {"number": "契約者番号", "phone": "電話番号", "kana": "フリガナ"}
NOTHING = "見つかりませんでした。番号か読みを、もう一度聞いてください。"
TOO_SHORT = "フリガナは、3文字より長く入力してください。"
LISTED = "検索の一覧（伏せた氏名）"


@dataclass(frozen=True)
class Asked:
    """What was searched, and what came of it."""

    text: str
    way: str = ""
    wrong: str = ""
    lines: tuple[dict[str, str], ...] = ()
    is_cut: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the desk; what was searched comes in the body, so that no address keeps it."""
    text = request.POST.get("sought", "")[:LONGEST].strip()
    return shown(request, _searched(request, text) if text else Asked(""))


def shown(request: HttpRequest, asked: Asked, *, refusal: str = "") -> HttpResponse:
    """Return the page of the desk."""
    officer = request.user.get_username()
    page = {
        "asked": asked,
        "way": WAYS.get(asked.way, ""),
        "most": search.MOST,
        "refusal": refusal,
        "going": [
            {"id": each.id, "begun": words.at(each.begun_at)} for each in calls.open_calls(officer)
        ],
        "call_backs": _call_backs(request),
    }
    return render(request, "back_office/calls/desk.html", page, status=409 if refusal else 200)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a call about somebody of the list, or about nobody in particular."""
    party, way = request.POST.get("party", ""), request.POST.get("found_by", "")
    if party:
        _insist(request, _uuid(party))
    call = log.begin(
        officer=request.user.get_username(),
        party=_uuid(party) if party else None,
        found_by=way if way in WAYS else "",
        at=today.now(),
    )
    return redirect("back_office:call", call)


@require_POST
def call_back(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Take a promised call-back; whoever is quicker has it."""
    promised = calls.call_back(call_id)
    if promised is None:
        raise Http404
    _insist(request, promised.party)
    try:
        call = log.call_back(call_id, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return shown(request, Asked(""), refusal=refusal.reason)
    return redirect("back_office:call", call)


def is_theirs(request: HttpRequest, party: UUID) -> bool:
    """Tell whether this operator's schemes open this person to them."""
    schemes = officers.schemes(request.user)
    return set(both.SCHEMES) <= schemes or bool(held(party, schemes=schemes))


def _insist(request: HttpRequest, party: UUID) -> None:
    if not is_theirs(request, party):
        wall.note(request, what="電話の応対", why=wall.WHY)
        raise Http404


def _searched(request: HttpRequest, text: str) -> Asked:
    way, found = _found(request, text)
    if way == "kana" and len(search_keys.of_kana(text)) < SHORTEST_KANA:
        return Asked(text, wrong=TOO_SHORT)
    if not found.parties:
        return Asked(text, wrong=NOTHING)
    looks.note_all(request, found.parties, what=LISTED, why=f"電話の応対（{WAYS[way]}）")
    lines = tuple(map(_line, parties.of_several(found.parties)))
    return Asked(text, way, "", lines, found.is_cut)


def _found(request: HttpRequest, text: str) -> tuple[str, Found]:
    """Search by what the text looks like: nine digits, a phone number, or a reading."""
    schemes = officers.schemes(request.user)
    digits = search_keys.of_phone(text)
    if identifiers.is_contract_number(digits):
        return "number", _numbered(request, digits)
    if len(digits) > len(text) // 2:
        return "phone", search.by_phone(digits, schemes=schemes)
    if len(search_keys.of_kana(text)) < SHORTEST_KANA:
        return "kana", Found(())
    return "kana", search.by_kana(text, schemes=schemes)


def _numbered(request: HttpRequest, number: str) -> Found:
    contract = search.by_number(number)
    if contract is None:
        return Found(())
    party, scheme = contract
    if not wall.is_theirs(request, scheme):
        wall.note(request, what=f"契約 {number}", why=wall.WHY)
        return Found(())
    return Found((party,))


def _line(known: Particulars) -> dict[str, str]:
    return {
        "party": str(known.party),
        "name": words.masked(known.name),
        "kana": words.masked(known.kana, shown=2),
        "born": words.birth_year(known.birthdate) if known.birthdate else "会社",
        "place": words.masked_place(known.address),
    }


def _call_backs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the call-backs of today that nobody has made yet; no name stands here."""
    now = today.now()
    begins = tokyo.in_tokyo(now).replace(hour=0, minute=0, second=0, microsecond=0)
    half, topics = booking.half(now.date()), log.reasons(on=now.date())
    return [
        {
            "id": each.id,
            "at": words.at(each.starts_at),
            "topic": topics.get(each.topic, each.topic),
            "by": "ご本人（サイト）" if each.booked_by == "portal" else "相談室",
            "is_late": now >= each.starts_at + half,
            "is_due": now >= each.starts_at,
        }
        for each in calls.promised(since=begins, until=begins.replace(hour=23, minute=59))
        if not each.is_taken and is_theirs(request, each.party)
    ]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None

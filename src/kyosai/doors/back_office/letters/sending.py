"""発送単位 — counts and digest; two of the letters desk, a button each; what was left out."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.treasury.approvals import Seen
from kyosai.procedures.letters import release
from kyosai.records.letters import packs
from kyosai.records.letters.packs import Kept
from kyosai.records.officers import reads as officers

NAME = re.compile(r"P-[a-z0-9-]{1,55}")
PAGE = "back_office/letters/pack.html"


def show_all(request: HttpRequest) -> HttpResponse:
    """List the packs, the newest first."""
    page = {"lines": [_line(pack) for pack in packs.newest()]}
    return render(request, "back_office/letters/packs.html", page)


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show one pack: what is in it, who let it go, what was printed."""
    return render(request, PAGE, _page(request, _known(name)))


@require_POST
def let_go(request: HttpRequest, name: str) -> HttpResponse:
    """承認 — as one officer, for the digest that was on the page."""
    pack, form = _known(name), Seen(request.POST)
    try:
        if not form.is_valid():
            raise release.NotTheSame
        release.release(
            name,
            digest=form.cleaned_data["digest"],
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        return _refused(request, pack, refusal)
    return redirect("back_office:pack", name)


@require_POST
def send_again(request: HttpRequest, name: str) -> HttpResponse:
    """もう一度 — what the print house left out or refused goes with the next pack, once."""
    try:
        release.send_again(name, at=today.now())
    except Refused as refusal:
        return _refused(request, _known(name), refusal)
    return redirect("back_office:pack", name)


def _refused(request: HttpRequest, pack: Kept, refusal: Refused) -> HttpResponse:
    wall.note(request, what=f"発送 {pack.name}", why=refusal.reason)
    page = _page(request, pack) | {"refusal": refusal.reason}
    return render(request, PAGE, page, status=409)


def _known(name: str) -> Kept:
    pack = packs.of_name(name) if NAME.fullmatch(name) else None
    if pack is None:
        raise Http404
    return pack


def _line(pack: Kept) -> dict[str, Any]:
    return {
        "name": pack.name,
        "made": words.at(pack.made_at),
        "letters": f"{pack.letters:,}通",
        "sheets": f"{pack.sheets:,}枚",
        "posted": f"{pack.posted:,}通" if pack.is_answered else "—",
        "returned": f"{pack.returned:,}通",
        "state": state(pack),
        "tone": "bad" if _is_short(pack) or pack.refusal else "warn" if pack.lacks else "good",
    }


def state(pack: Kept) -> str:
    """Return where a pack stands, in the desk's words."""
    if pack.refusal:
        return "印刷会社が断った"
    if _is_short(pack):
        return "枚数が合わない"
    if pack.is_answered:
        return "発送した"
    if pack.receipt:
        return "印刷会社にある"
    return f"あと{pack.lacks}人の承認" if pack.lacks else "渡すのを待つ"


def _is_short(pack: Kept) -> bool:
    return pack.is_answered and pack.posted < pack.letters


def _page(request: HttpRequest, pack: Kept) -> dict[str, Any]:
    names, me = officers.names(), request.user.get_username()
    may = officers.may(request.user, "letters.release")
    return _line(pack) | {
        "digest": pack.digest,
        "receipt": pack.receipt,
        "why": pack.refusal,
        "lacks": pack.lacks,
        "left_out": len(packs.left_out(pack.name)) if pack.is_answered or pack.refusal else 0,
        "approvals": [
            {"who": names.get(who, who), "at": words.at(at)}
            for who, at in packs.approvers(pack.name)
        ],
        "may_release": may and pack.lacks and not pack.refusal and me not in pack.approved_by,
        "may_send_again": may,
        "form": Seen(initial={"digest": pack.digest}),
    }

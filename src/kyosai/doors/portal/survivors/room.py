"""ご遺族の部屋（C32） — entered by receipt and code; saved on the way, gone on with anywhere."""

from base64 import b64decode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, persons, receipts
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Text, told
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.survivors.telling import page_of
from kyosai.exchange import codes

DRAFT, ROOM = "death_claim", "room"
in_the_room = signed_in_by(Provider.LETTER)


def _receipt(given: str) -> str:
    try:
        return identifiers.parse_lettered(given, letter=receipts.LETTER)
    except Refused:
        return ""


class Key(Asked):
    """The two lines of the letter."""

    receipt = told(
        Text(
            "受付番号",
            ask="手紙の受付番号を入力してください。",
            wrong="受付番号は、手紙のUから始まる番号です。",
            becomes=_receipt,
        ),
        width="chars-13",
    )
    code = told(
        Text(
            "コード（12文字）",
            ask="手紙のコードを入力してください。",
            wrong="コードは英字と数字の12文字です。手紙を確かめてください。",
            becomes=codes.plain,
            fits=codes.is_code,
        ),
        width="chars-13",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Open the room to whoever has the letter; the core says whether the code is right."""
    form = Key(request.POST or None)
    if form.is_valid():
        receipt, code = form.cleaned_data["receipt"], form.cleaned_data["code"]
        subject = f"{receipt} {code}"
        _, keys = persons.enter(request, subject, provider=Provider.LETTER)
        request.session[ROOM] = {"receipt": receipt, "digest": codes.digest(code)}
        response = redirect("portal:bereaved_room")
        persons.set_cookie(response, keys)
        return response
    page = page_of("ご遺族の部屋に入る") | {"form": form}
    return render(request, "portal/survivors/enter.html", page)


@require_safe
@in_the_room
@never_cache
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how the claim stands, and what is still to be told."""
    seen = look(request, visitor)
    if seen.view is not None and seen.view.get("unknown"):
        request.session.flush()
        page = page_of("ご遺族の部屋に入る") | {"form": Key(), "is_wrong": True}
        return render(request, "portal/survivors/enter.html", page, status=403)
    page = page_of("ご遺族の部屋") | {
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
        "receipt": request.session[ROOM]["receipt"],
        "told": drafts.load(visitor, DRAFT),
    }
    return render(request, "portal/survivors/room.html", page)


@require_safe
@in_the_room
@never_cache
def letter(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Hand a letter of the room over as a file; it is not kept here."""
    here: dict[str, Any] = request.session[ROOM]
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    argument = f"{here['receipt']} {here['digest']} {number}"
    person = str(visitor.person)
    seen = asking.see(request, "room_paper", person=person, keys=keys, argument=argument)
    if seen.view is None:
        page = page_of("書類を用意しています")
        page |= {"seen": seen, "refresh": seen.refresh, "again": request.path, "in_room": True}
        return render(request, "portal/mine/document.html", page)
    if seen.view.get("media") != "application/pdf":
        raise Http404
    response = HttpResponse(b64decode(seen.view["content"]), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="kyosai.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@in_the_room
def leave(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Leave the room; what was told stays saved."""
    request.session.flush()
    return redirect("portal:bereaved")


def look(request: HttpRequest, visitor: Visitor) -> asking.Seen:
    """Ask the core how the room stands."""
    here: dict[str, Any] = request.session[ROOM]
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    argument = f"{here['receipt']} {here['digest']}"
    return asking.see(request, "room", person=str(visitor.person), keys=keys, argument=argument)

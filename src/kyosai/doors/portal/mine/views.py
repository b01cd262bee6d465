"""わたしの画面 — filings, contract, notices, documents, and who looked."""

from base64 import b64decode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyosai.doors.portal import drafts
from kyosai.doors.portal.mine import asking, filings
from kyosai.doors.portal.persons import Provider, Visitor, signed_in
from kyosai.exchange.messages.views import ViewKind

MINE = ("わたしの手続き", "/mine/")
LOOKS = "だれがいつ見たか"
SAFE_MEDIA = {"application/pdf": "pdf", "image/jpeg": "jpg", "application/xml": "xml"}


@require_safe
@signed_in
@never_cache
def mine(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show filings from their answers, and the contract when the core tells it."""
    drafts.sweep()
    standing = filings.of(visitor)
    words = _words("わたしの手続き", [("トップ", "/"), ("わたしの手続き", "")], "mine")
    procedure = "enrolment" if visitor.provider is Provider.DAA else "tosanboshi_enrolment"
    words |= {"filings": standing, "saved_at": drafts.saved_at(visitor, procedure)}
    return _shown(request, visitor, "position", "", "portal/mine/mine.html", words)


@require_safe
@signed_in
@never_cache
def notices(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the inbox."""
    words = _words("お知らせ", [("トップ", "/"), ("お知らせ", "")], "notices")
    return _shown(request, visitor, "position", "", "portal/mine/notices.html", words)


@require_safe
@signed_in
@never_cache
def notice(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Show one notice."""
    trail = [("トップ", "/"), ("お知らせ", "/notices/"), ("読む", "")]
    words = _words("お知らせを読む", trail, "notices")
    return _shown(request, visitor, "notice", number, "portal/mine/notice.html", words)


@require_safe
@signed_in
@never_cache
def who_looked(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who looked at this person's facts, and why."""
    words = _words(LOOKS, [("トップ", "/"), MINE, (LOOKS, "")], "mine")
    return _shown(request, visitor, "who_looked", "", "portal/mine/who_looked.html", words)


@require_safe
@signed_in
@never_cache
def document(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Hand a document over as a file; it is not kept here."""
    seen = _seen(request, visitor, "document", number)
    if seen.view is None:
        words = _words("書類を用意しています", [("トップ", "/"), MINE, ("書類", "")], "mine")
        return _rendered(request, seen, "portal/mine/document.html", words)
    media = str(seen.view.get("media", ""))  # a stranger's number has none
    if media not in SAFE_MEDIA:
        raise Http404
    response = HttpResponse(b64decode(seen.view["content"]), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="kyosai.{SAFE_MEDIA[media]}"'
    response["Cache-Control"] = "no-store"
    return response


def _words(title: str, trail: list[tuple[str, str]], section: str) -> dict[str, Any]:
    return {"title": title, "trail": trail, "section": section}


def _seen(request: HttpRequest, visitor: Visitor, view: ViewKind, argument: str) -> asking.Seen:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    return asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    view: ViewKind,
    argument: str,
    template: str,
    words: dict[str, Any],
) -> HttpResponse:
    return _rendered(request, _seen(request, visitor, view, argument), template, words)


def _rendered(
    request: HttpRequest, seen: asking.Seen, template: str, words: dict[str, Any]
) -> HttpResponse:
    if seen.view is not None and seen.view.get("unknown"):
        if words["title"] != LOOKS:
            raise Http404
        seen = asking.Seen({"looks": []}, None)  # nobody can have looked at a stranger
    told = {"seen": seen, "view": seen.view, "refresh": seen.refresh, "again": request.path}
    return render(request, template, words | told)

"""請求の画面 — what there is, the questions, what it comes to and why, and the sending, once."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.claims.ways import PAGES, ClaimPage
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import answers, postbox
from kyosai.exchange.messages.claims import Cancellation, ClaimWithdrawal
from kyosai.exchange.messages.views import ViewKind

ACT = "claims"
TITLE, AWARDS = "お金を受け取る・解約する", "決まったお支払い"
MINE = ("わたしの手続き", "/mine/")
WITHDRAWAL = ClaimWithdrawal.kind


@require_safe
@signed_in
@never_cache
def start(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what can be received, each in yen, and the ways to claim it."""
    offered = [page for page in PAGES.values() if page.form(visitor)]
    return _shown(
        request, visitor, "claimable", scheme_of(visitor), "start.html", TITLE, {"pages": offered}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def ask(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Ask what this way has to know."""
    page, kind = _page(visitor, key)
    form = kind(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and _is_kept(visitor, page, form):
        return redirect("portal:claim_check", key)
    words = {"page": page, "form": form}
    scheme = scheme_of(visitor)
    return _shown(request, visitor, "claimable", scheme, "ask.html", page.title, words)


@require_safe
@signed_in
@never_cache
def check(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Show what the claim comes to, part by part, before anything is sent."""
    page, _ = _page(visitor, key)
    given = drafts.load(visitor, page.message.kind).get(key)
    if given is None:
        return redirect("portal:claim", key)
    words = {"page": page, "need": authority.lacking(visitor, act=ACT)}
    argument = page.argument(visitor, given)
    return _shown(request, visitor, "claim_effect", argument, "check.html", page.title, words)


@require_POST
@signed_in
def send(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Send the claim, once."""
    page, _ = _page(visitor, key)
    if authority.lacking(visitor, act=ACT):
        return redirect("portal:claim_check", key)
    with transaction.atomic():
        row = drafts.locked(visitor, page.message.kind)
        if row is None:
            return redirect("portal:claim", key)
        if not row.receipt:
            given = drafts.opened(visitor, row).get(key)
            if given is None:
                return redirect("portal:claim", key)
            row.receipt = _sent(visitor, page, given)
            row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


@require_POST
@signed_in
def withdraw(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Take a cancellation of one's own back, once."""
    own = Filing.objects.filter(
        person=visitor.person, receipt=number, procedure=Cancellation.kind
    ).first()
    if own is None:
        raise Http404
    if authority.lacking(visitor, act=ACT) or answers.of(number) != "can_withdraw":
        return redirect("portal:receipt", number)
    with transaction.atomic():
        row = drafts.locked(visitor, WITHDRAWAL)
        if row is None or drafts.opened(visitor, row).get("withdrawn") != number:
            drafts.save(visitor, WITHDRAWAL, {"withdrawn": number})
            row = drafts.locked(visitor, WITHDRAWAL)
            assert row is not None
        if not row.receipt:
            row.receipt = _withdrawn(visitor, number)
            row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


@require_safe
@signed_in
@never_cache
def awards(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what was decided: every part of each sum, why, where the money is, and its papers."""
    return _shown(request, visitor, "award", "", "awards.html", AWARDS, {})


def _page(visitor: Visitor, key: str) -> tuple[ClaimPage, type[Asked]]:
    page = PAGES.get(key)
    form = page.form(visitor) if page else None
    if page is None or form is None:
        raise Http404
    return page, form


def _is_kept(visitor: Visitor, page: ClaimPage, form: Asked) -> bool:
    """Keep what was asked, or put beside its field why it cannot be kept."""
    try:
        given = page.kept(visitor, form)
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.reason)
        return False
    drafts.keep(visitor, page.message.kind, page.key, given)
    return True


def _sent(visitor: Visitor, page: ClaimPage, given: Answers) -> str:
    receipt, received_at = receipts.drawn(), today.now()
    message = page.made(visitor, given, receipt=receipt)
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=page.message.kind,
        message=UUID(postbox.send(message)),
        received_at=received_at,
        due_at=page.due_at(received_at),
    )
    return receipt


def _withdrawn(visitor: Visitor, number: str) -> str:
    receipt, now = receipts.drawn(), today.now()
    message = ClaimWithdrawal(
        person=str(visitor.person),
        scheme=scheme_of(visitor),
        received_at=now.isoformat(timespec="milliseconds"),
        receipt=receipt,
        withdrawn=number,
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=WITHDRAWAL,
        message=UUID(postbox.send(message)),
        received_at=now,
        due_at=None,
    )
    return receipt


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    view: ViewKind,
    argument: str,
    template: str,
    title: str,
    words: dict[str, Any],
) -> HttpResponse:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)
    told = {
        "title": title,
        "trail": [("トップ", "/"), MINE, (title, "")],
        "section": "mine",
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
    }
    return render(request, f"portal/claims/{template}", told | words)

"""変更の画面 — the question, what it would come to, and the sending, once."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.amendment.holiday import DEFERRAL, HOLIDAY, RESTART
from kyosai.doors.portal.amendment.payment_class import PAYMENT_CLASS
from kyosai.doors.portal.amendment.premium import PREMIUM
from kyosai.doors.portal.amendment.prepayment import PREPAYMENT, PREPAYMENT_END
from kyosai.doors.portal.amendment.wish import Wish, scheme_of
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import postbox
from kyosai.exchange.messages.views import ViewKind

WISHES = {
    wish.key: wish
    for wish in (
        PREMIUM,
        PREPAYMENT,
        PREPAYMENT_END,
        PAYMENT_CLASS,
        HOLIDAY,
        RESTART,
        DEFERRAL,
    )
}
GIVEN, ACT = "wish", "premiums"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def ask(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Show how the contract pays now, and ask what to change."""
    wish, kind = _wish(visitor, key)
    form = kind(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and _is_kept(visitor, wish, form):
        return redirect("portal:amend_check", key)
    return _shown(
        request, visitor, wish, "terms", scheme_of(visitor), page="ask.html", words={"form": form}
    )


@require_safe
@signed_in
@never_cache
def check(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Show what the change would come to, before anything is sent."""
    wish, _ = _wish(visitor, key)
    given = _given(visitor, wish)
    if given is None:
        return redirect("portal:amend", key)
    argument = wish.argument(visitor, given)
    return _shown(request, visitor, wish, "effect", argument, page="check.html", words={})


@require_POST
@signed_in
def send(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Send the wish, once."""
    wish, _ = _wish(visitor, key)
    if authority.lacking(visitor, act=ACT):
        return redirect("portal:amend_check", key)
    with transaction.atomic():
        row = drafts.locked(visitor, wish.message.kind)
        if row is None:
            return redirect("portal:amend", key)
        if not row.receipt:
            given = drafts.opened(visitor, row).get(GIVEN)
            if given is None:
                return redirect("portal:amend", key)
            row.receipt = _sent(visitor, wish, given)
            row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


def _wish(visitor: Visitor, key: str) -> tuple[Wish, type]:
    wish = WISHES.get(key)
    form = wish.form(visitor) if wish else None
    if wish is None or form is None:
        raise Http404
    return wish, form


def _is_kept(visitor: Visitor, wish: Wish, form: Asked) -> bool:
    """Keep what was asked, or put beside its field why it cannot be kept."""
    try:
        given = wish.kept(visitor, form)
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.reason)
        return False
    drafts.keep(visitor, wish.message.kind, GIVEN, given)
    return True


def _given(visitor: Visitor, wish: Wish) -> Answers | None:
    return drafts.load(visitor, wish.message.kind).get(GIVEN)


def _sent(visitor: Visitor, wish: Wish, given: Answers) -> str:
    receipt = receipts.drawn()
    message = wish.made(visitor, given, receipt=receipt)
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=wish.message.kind,
        message=UUID(postbox.send(message)),
        received_at=today.now(),
        due_at=None,
    )
    return receipt


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    wish: Wish,
    view: ViewKind,
    argument: str,
    *,
    page: str,
    words: Answers,
) -> HttpResponse:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)
    trail = [("トップ", "/"), ("わたしの手続き", "/mine/"), (wish.title, "")]
    told = {
        "title": wish.title,
        "wish": wish,
        "trail": trail,
        "section": "mine",
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
        "need": authority.lacking(visitor, act=ACT),
    }
    return render(request, f"portal/amendment/{page}", told | words)

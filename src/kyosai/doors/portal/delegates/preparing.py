"""代理入力（R2） — the question a client would be asked, and its effect; the client sends it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, sending
from kyosai.doors.portal.amendment.pages import GIVEN, WISHES
from kyosai.doors.portal.amendment.wish import Wish
from kyosai.doors.portal.delegates.clients import ACT, page_of
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.delegations import PreparedChange
from kyosai.exchange.messages.views import ViewKind

# What a delegate may prepare; every other address of a client leads to the own signature.
OFFERED = ("premium", "prepayment", "prepayment-end", "payment-class", "restart", "deferral")
DRAFT, FOR = "prepared_change", "for"
for_a_client = signed_in_by(Provider.GBIZID, Provider.AGENCY)


@require_safe
@for_a_client
@never_cache
def choose(request: HttpRequest, visitor: Visitor, scheme: str, delegation: UUID) -> HttpResponse:
    """Offer what can be prepared for a client."""
    offered = [WISHES[key] for key in OFFERED if key in WISHES and scheme in WISHES[key].forms]
    words = {"offered": offered, "scheme": scheme, "delegation": delegation}
    page = page_of("頼まれた手続きを用意する", of=visitor)
    return _seen(request, visitor, "client_terms", str(delegation), "client", page | words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_client
@never_cache
def ask(
    request: HttpRequest, visitor: Visitor, scheme: str, delegation: UUID, key: str
) -> HttpResponse:
    """Ask what the client would be asked."""
    wish = _wish(key, scheme)
    if wish is None:
        return redirect("portal:own_signature")
    form = wish.forms[scheme](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_kept(visitor, wish, form, delegation):
        return redirect("portal:prepare_check", scheme, delegation, key)
    words = _about(wish, scheme, delegation, of=visitor) | {"form": form}
    return _seen(request, visitor, "client_terms", str(delegation), "ask", words)


@require_safe
@for_a_client
@never_cache
def check(
    request: HttpRequest, visitor: Visitor, scheme: str, delegation: UUID, key: str
) -> HttpResponse:
    """Show what it would come to, before it is laid out for the client."""
    wish, given = _wish(key, scheme), _given(visitor, key, delegation)
    if wish is None or given is None:
        return redirect("portal:prepare", scheme, delegation, key)
    argument = f"{delegation} {wish.message.kind} {_content(visitor, wish, given, scheme)}"
    words = _about(wish, scheme, delegation, of=visitor) | {
        "need": authority.lacking(visitor, act=ACT)
    }
    return _seen(request, visitor, "client_effect", argument, "check", words)


@require_POST
@for_a_client
def send(
    request: HttpRequest, visitor: Visitor, scheme: str, delegation: UUID, key: str
) -> HttpResponse:
    """Lay it out for the client, once."""
    wish = _wish(key, scheme)
    if wish is None or authority.lacking(visitor, act=ACT):
        return redirect("portal:own_signature")
    with transaction.atomic():
        row = drafts.locked(visitor, DRAFT)
        given = _given(visitor, key, delegation)
        if row is None or given is None:
            return redirect("portal:prepare", scheme, delegation, key)
        receipt = sending.send(
            visitor,
            PreparedChange,
            delegation=str(delegation),
            change_kind=wish.message.kind,
            change=_content(visitor, wish, given, scheme),
        )
        row.receipt = receipt
        row.save(update_fields=["receipt"])
    return redirect("portal:receipt", receipt)


def _wish(key: str, scheme: str) -> Wish | None:
    """Return what may be prepared; nothing for what needs the client's own signature."""
    if scheme not in ("skk", "tosanboshi"):
        raise Http404
    wish = WISHES.get(key)
    return wish if wish and key in OFFERED and scheme in wish.forms else None


def _is_kept(visitor: Visitor, wish: Wish, form: Asked, delegation: UUID) -> bool:
    try:
        given = wish.kept(visitor, form)
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.reason)
        return False
    drafts.save(visitor, DRAFT, {FOR: f"{delegation} {wish.key}", GIVEN: given})
    return True


def _given(visitor: Visitor, key: str, delegation: UUID) -> Answers | None:
    """Return what was answered for this client and this change, and no other."""
    kept = drafts.load(visitor, DRAFT)
    return kept.get(GIVEN) if kept.get(FOR) == f"{delegation} {key}" else None


def _content(visitor: Visitor, wish: Wish, given: Answers, scheme: str) -> str:
    made = wish.made(visitor, given, scheme=scheme)  # type: ignore[arg-type]
    return plain.to_json(made).decode()


def _about(wish: Wish, scheme: str, delegation: UUID, *, of: Visitor) -> dict[str, Any]:
    return page_of(wish.title, of=of) | {"wish": wish, "scheme": scheme, "delegation": delegation}


def _seen(
    request: HttpRequest,
    visitor: Visitor,
    view: ViewKind,
    argument: str,
    page: str,
    words: dict[str, Any],
) -> HttpResponse:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)
    told = {"seen": seen, "view": seen.view, "refresh": seen.refresh, "again": request.path}
    return render(request, f"portal/delegates/{page}.html", words | told)

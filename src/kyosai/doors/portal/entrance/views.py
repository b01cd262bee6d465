"""サインインの画面 — to the provider and back; what comes back is kept sealed or not at all."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, persons
from kyosai.doors.portal.entrance import identities, next_steps, step_up, ways
from kyosai.doors.portal.entrance.ways import CHOICES, WAYS, Way
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.gbizid.account import Account

PENDING = "sign_in_pending"
NEXT = "sign_in_next"
TRAIL = [("トップ", "/"), ("サインイン", "")]


@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let the visitor choose a scheme, and say what its sign-in needs before it is asked for."""
    wanted = _own_address(request.GET.get("next", ""))
    needed = ways.needed(request.GET.get("by", ""))
    here = persons.visitor(request)
    if here is not None and here.provider in persons.HOLDERS:
        return _already_in(request, here, needed=needed, wanted=wanted)
    in_order = sorted(CHOICES, key=lambda way: way is not needed)
    words = {
        "title": "サインイン",
        "needed": needed,
        "choices": [(way, wanted if needed in (None, way) else "") for way in in_order],
        "trail": TRAIL,
    }
    return render(request, "portal/entrance/sign_in.html", words)


@require_POST
def begin(request: HttpRequest, provider: Provider) -> HttpResponse:
    """Send the browser to the provider."""
    way, wanted = WAYS[provider], _own_address(request.POST.get("next", ""))
    try:
        url, pending = way.client().begin(settings.PORTAL_URL + reverse(way.return_page))
    except (Unreachable, Rejected):
        return _failed(request, next_steps.unreachable(provider), way=way, wanted=wanted)
    request.session[PENDING] = {persons.PROVIDER: provider.value} | pending
    request.session[NEXT] = wanted
    return redirect(url)


@require_safe
@never_cache
def finish(request: HttpRequest, provider: Provider) -> HttpResponse:
    """Believe the provider's answer, or say why not and what to do."""
    pending = request.session.pop(PENDING, {})
    if provider is Provider.GBIZID and pending.get(persons.PROVIDER) == Provider.AGENCY.value:
        provider = Provider.AGENCY  # both come back by the one address GビズID knows
    way = WAYS[provider]
    wanted = _own_address(request.session.pop(NEXT, ""))
    if pending.get(persons.PROVIDER) != provider.value:
        pending = {}  # begun at the other provider: this return belongs to no sign-in
    try:
        told = way.client().finish(pending, request.GET.dict())
    except Refused as refusal:
        if step_up.DIGEST in pending:
            return step_up.failed(request, step_up.Failed(refusal.reason))
        failed = next_steps.after(refusal, provider=provider)
        return _failed(request, failed, way=way, wanted=wanted)
    except (Unreachable, Rejected):
        return _failed(request, next_steps.unreachable(provider), way=way, wanted=wanted)
    if isinstance(told, Account) and pending.get(step_up.DIGEST):
        return step_up.finish(request, told, digest=pending[step_up.DIGEST], wanted=wanted)
    visitor, keys = persons.enter(request, told.sub, provider=provider)
    identities.keep(visitor, told)
    response = redirect(wanted or way.home)
    persons.set_cookie(response, keys)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the session, the keys and what the provider told; drafts stay, sealed."""
    here = persons.visitor(request)
    if here:
        drafts.forget(here, drafts.IDENTITY)
    request.session.flush()
    wanted = _own_address(request.POST.get("next", ""))
    needed = ways.needed(request.POST.get("by", ""))
    response = redirect(
        persons.way_in(wanted, by=needed.provider) if needed else reverse("portal:signed_out")
    )
    response.delete_cookie(persons.COOKIE)
    return response


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Confirm that nobody is signed in any more."""
    return render(request, "portal/entrance/signed_out.html", {"title": "サインアウトしました"})


def _already_in(
    request: HttpRequest, here: Visitor, *, needed: Way | None, wanted: str
) -> HttpResponse:
    """Go on; or, when the page is the other scheme's, say so and offer to change over."""
    own = WAYS[here.provider]
    if needed in (None, own):
        return redirect(wanted or own.home)
    words = {
        "title": "別のサインインがいります",
        "own": own,
        "needed": needed,
        "next": wanted,
        "trail": TRAIL,
    }
    return render(request, "portal/entrance/other_way.html", words, status=403)


def _failed(
    request: HttpRequest, failed: next_steps.Failed, *, way: Way, wanted: str
) -> HttpResponse:
    words: dict[str, Any] = {
        "title": "サインインできませんでした",
        "failed": failed,
        "again": persons.way_in(wanted or way.home, by=way.provider),
        "trail": TRAIL,
    }
    return render(request, "portal/entrance/failed.html", words, status=failed.status)


def _own_address(text: str) -> str:
    """Return an address of this site, whatever was asked for; nothing when it is none."""
    if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return text[:200]
    return ""

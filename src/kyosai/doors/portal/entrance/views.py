"""サインインの画面 — to the provider and back; what comes back is kept sealed or not at all."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import drafts, partners, persons
from kyosai.doors.portal.entrance import next_steps
from kyosai.wires.daa.provider import Claims
from kyosai.wires.failure import Rejected, Unreachable

PENDING = "sign_in_pending"
NEXT = "sign_in_next"
TRAIL = [("トップ", "/"), ("サインイン", "")]


@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Say what is needed, before the card is asked for."""
    wanted = _own_address(request.GET.get("next", ""))
    if persons.visitor(request):
        return redirect(wanted)
    words = {"title": "サインイン", "next": wanted, "trail": TRAIL}
    return render(request, "portal/entrance/sign_in.html", words)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    wanted = _own_address(request.POST.get("next", ""))
    try:
        url, pending = partners.daa().begin(settings.PORTAL_URL + reverse("portal:sign_in_return"))
    except (Unreachable, Rejected):
        return _failed(request, next_steps.UNREACHABLE, wanted=wanted)
    request.session[PENDING], request.session[NEXT] = pending, wanted
    return redirect(url)


@require_safe
@never_cache
def finish(request: HttpRequest) -> HttpResponse:
    """Believe the provider's answer, or say why not and what to do."""
    pending = request.session.pop(PENDING, {})
    wanted = _own_address(request.session.pop(NEXT, ""))
    try:
        claims = partners.daa().finish(pending, request.GET.dict())
    except Refused as refusal:
        return _failed(request, next_steps.after(refusal), wanted=wanted)
    except (Unreachable, Rejected):
        return _failed(request, next_steps.UNREACHABLE, wanted=wanted)
    return _welcome(request, claims, wanted=wanted)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the session, the keys and the facts of the card; drafts stay, sealed."""
    here = persons.visitor(request)
    if here:
        drafts.forget(here, drafts.IDENTITY)
    request.session.flush()
    response = redirect("portal:signed_out")
    response.delete_cookie(persons.COOKIE)
    return response


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Confirm that nobody is signed in any more."""
    return render(request, "portal/entrance/signed_out.html", {"title": "サインアウトしました"})


def _welcome(request: HttpRequest, claims: Claims, *, wanted: str) -> HttpResponse:
    """Start a new session under a new key, and keep what the card said sealed to its owner."""
    keys = persons.new_keys(claims.sub)
    person = persons.known(claims.sub)
    persons.begin(request.session, person, keys)
    visitor = persons.Visitor(person, keys[: persons.HALF], keys[persons.HALF :])
    drafts.save(visitor, drafts.IDENTITY, _facts(claims), lifetime=drafts.IDENTITY_LIFETIME)
    response = redirect(wanted)
    persons.set_cookie(response, keys)
    return response


def _facts(claims: Claims) -> dict[str, str]:
    return {
        "name": claims.name,
        "address": claims.address,
        "birthdate": claims.birthdate.isoformat(),
        "acr": claims.acr,
        "signed_in_at": today.now().isoformat(),
    }


def _failed(request: HttpRequest, failed: next_steps.Failed, *, wanted: str) -> HttpResponse:
    words: dict[str, Any] = {
        "title": "サインインできませんでした",
        "failed": failed,
        "again": f"{reverse('portal:sign_in')}?{urlencode({'next': wanted})}",
        "trail": TRAIL,
    }
    return render(request, "portal/entrance/failed.html", words, status=failed.status)


def _own_address(text: str) -> str:
    """Return an address of this site, whatever was asked for."""
    if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return text[:200]
    return reverse("portal:mine")

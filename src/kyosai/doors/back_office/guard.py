"""門番 — every request of the back office passes here, and is refused unless a rule lets it in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kyosai.doors import today
from kyosai.doors.back_office import admission, failures, wall
from kyosai.records.officers import reads as officers

LONGEST_SESSION = timedelta(hours=8)
LONGEST_PAUSE = timedelta(minutes=15)  # AUTH-04
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class Guard:
    """The middleware that looks up the rule of the route."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        admission.check()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and let no browser keep what an officer saw."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Let the request in by returning nothing, or answer it here."""
        assert request.resolver_match
        rule = admission.ADMISSION[request.resolver_match.view_name]
        if rule == admission.CLOSED:
            raise Http404
        if rule == admission.OPEN:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if _is_over(request.session):
            logout(request)
            return _to_sign_in(request, ended="1")
        return _by_rule(request, rule)


def _by_rule(request: HttpRequest, rule: str) -> HttpResponse | None:
    if rule == admission.ENTRANCE:
        return None
    if not is_mfa_enabled(request.user, types=SECOND_FACTORS):
        return redirect("back_office:second_factor")
    if rule == admission.SIGNED_IN or officers.may(request.user, rule):
        return None
    wall.note(request, what=request.path, why=f"職務にない画面（{rule}）")
    return failures.not_allowed(request)


def _to_sign_in(request: HttpRequest, **more: str) -> HttpResponse:
    after = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{reverse('account_login')}?{urlencode(after | more)}")


def _is_over(session: Any) -> bool:
    """Tell whether a session is too old or was left alone too long; otherwise note it was seen."""
    now = today.machine_now()
    begun, seen = _time(session, SIGNED_IN_AT), _time(session, SEEN_AT)
    if begun is None or seen is None:
        return True
    if now - begun > LONGEST_SESSION or now - seen > LONGEST_PAUSE:
        return True
    if now - seen > timedelta(minutes=1):
        session[SEEN_AT] = now.isoformat()
    return False


def _time(session: Any, name: str) -> datetime | None:
    text = session.get(name)
    return datetime.fromisoformat(text) if text else None

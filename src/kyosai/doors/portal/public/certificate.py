"""証書の確認 — is this number ours? Asked of the core, answered to this browser alone."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from nacl.public import PrivateKey

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Text, told
from kyosai.doors.portal.mine import asking
from kyosai.exchange import views

COOKIE = "kyosai_reply"
QUARTER_HOUR = 15 * 60


class Number(forms.Form):
    """The number printed on a certificate."""

    number = told(
        Text(
            "証書番号",
            ask="証書番号を入力してください。",
            becomes=writing.halved,
            help_text="SかDで始まる番号です。例：S-00000001-02",
        ),
        width="chars-13",
    )

    def clean_number(self) -> str:
        """Refuse a number whose check digits do not fit, before anybody is asked."""
        number = self.cleaned_data["number"]
        letter = "D" if number.strip()[:1].upper() == "D" else "S"
        try:
            return identifiers.parse_lettered(number, letter=letter)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the number, ask the core, and show what it says."""
    form = Number(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _asked(form.cleaned_data["number"])
    words: dict[str, Any] = {
        "title": "証書の番号を確かめる",
        "form": form,
        "trail": [("トップ", "/"), ("証書の番号を確かめる", "")],
    }
    keys = _keys(request)
    number, renewals = asking.asked_before(request)
    if request.method != "POST" and keys and number:
        seen = asking.collected(request, number, keys=keys, renewals=renewals)
        words |= {"found": seen.view, "waiting": seen.is_waiting, "away": seen.is_away}
        words["refresh"] = seen.refresh
    return render(request, "portal/public/certificate.html", words)


def _asked(number: str) -> HttpResponse:
    private = PrivateKey.generate()
    question = views.ask(
        "certificate",
        person="",
        argument=number,
        reply_public=bytes(private.public_key),
        asked_at=today.now(),
    )
    response = redirect(f"{reverse('portal:certificate')}?asked={question}")
    response.set_cookie(
        COOKIE,
        urlsafe_b64encode(bytes(private)).decode(),
        max_age=QUARTER_HOUR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _keys(request: HttpRequest) -> asking.Keys | None:
    try:
        private = urlsafe_b64decode(request.COOKIES.get(COOKIE, "").encode("ascii"))
    except ValueError:
        return None
    if len(private) != PrivateKey.SIZE:
        return None
    return asking.Keys(private, bytes(PrivateKey(private).public_key))

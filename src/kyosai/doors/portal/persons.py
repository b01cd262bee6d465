"""利用者 — who is here: a random number in the session, two keys in a cookie, nothing else.

The draft key is made anew from the sign-in's ``sub`` at every sign-in, so a draft opens on
any device; the reply key lives as long as the cookie. Neither is kept on the server: the
session knows only the mark of the keys it was opened with, so that no other keys write to it.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from nacl.public import PrivateKey

from kyosai.doors import today
from kyosai.doors.portal.models import Person

COOKIE = "kyosai_keys"
MARK, SINCE = "keys", "signed_in_at"
LONGEST_SESSION = timedelta(hours=12)  # AUTH-04; the facts of the card are kept a little longer
HALF = 32


@dataclass(frozen=True)
class Visitor:
    """A signed-in person: the number, the key of the drafts, the key for views."""

    person: UUID
    draft_key: bytes
    reply_private: bytes

    @property
    def reply_public(self) -> bytes:
        """The half the core seals views to."""
        return bytes(PrivateKey(self.reply_private).public_key)


def known(subject: str) -> UUID:
    """Return the number of whoever signs in with this subject, drawn on the first visit."""
    found, _ = Person.objects.get_or_create(
        subject=_keyed_hash(subject),
        defaults={"person": uuid4(), "first_seen_on": today.today()},
    )
    return found.person


def new_keys(subject: str) -> bytes:
    """Return what goes into the cookie: the person's draft key and a fresh reply key."""
    return _derived(b"draft", subject.encode()) + bytes(PrivateKey.generate())


def mark(keys: bytes) -> str:
    """Return what a session keeps of its keys: enough to know them again, and no more."""
    return sha256(b"kyosai session keys" + keys).hexdigest()


def set_cookie(response: HttpResponse, keys: bytes) -> None:
    """Give the browser the keys, out of reach of scripts."""
    response.set_cookie(
        COOKIE,
        urlsafe_b64encode(keys).decode(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def visitor(request: HttpRequest) -> Visitor | None:
    """Return who is here, when both session and cookie are, and belong together."""
    person, keys = request.session.get("person"), request.COOKIES.get(COOKIE, "")
    try:
        opened = urlsafe_b64decode(keys.encode("ascii"))
    except ValueError:
        return None
    if person is None or len(opened) != 2 * HALF or _is_over(request.session):
        return None
    if not hmac.compare_digest(mark(opened), request.session.get(MARK, "")):
        return None  # another sign-in's keys would seal this person's draft out of reach
    return Visitor(UUID(person), opened[:HALF], opened[HALF:])


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be opened by a signed-in person only; others sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        here = visitor(request)
        if here is None:
            query = urlencode({"next": request.path})
            return redirect(f"{reverse('portal:sign_in')}?{query}")
        request.session.modified = True  # every page counts as being here
        return view(request, here, *arguments, **named)

    return guarded


def begin(session: Any, person: UUID, keys: bytes) -> None:
    """Start a session of this person from nothing, under a new key."""
    session.flush()
    session["person"], session[MARK] = str(person), mark(keys)
    session[SINCE] = today.machine_now().isoformat()
    session.cycle_key()


def _is_over(session: Any) -> bool:
    """Tell whether somebody signed in too long ago, however busy they were since."""
    begun = session.get(SINCE)
    return begun is None or today.machine_now() - datetime.fromisoformat(begun) > LONGEST_SESSION


def _keyed_hash(subject: str) -> str:
    return hmac.new(_derived(b"subject", b""), subject.encode(), "sha256").hexdigest()


def _derived(purpose: bytes, material: bytes) -> bytes:
    secret = settings.KEYS["portal_secret"]
    return HKDF(SHA256(), HALF, salt=b"kyosai portal " + purpose, info=material).derive(secret)

"""利用者 — who is here: a random number in the session, two keys in a cookie, nothing else.

The draft key is made anew from the sign-in's ``sub`` at every sign-in, so a draft opens on
any device; the reply key lives as long as the cookie. Neither is kept on the server: the
session knows only the mark of the keys it was opened with, so that no other keys write to it.

A person with a card and that person's firm are two visitors, who know nothing of each other:
number and keys are drawn for each provider apart, and a session has one of them.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
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
PROVIDER = "provider"
LONGEST_SESSION = timedelta(hours=12)  # AUTH-04; the facts of the card are kept a little longer
HALF = 32
View = Callable[..., HttpResponse]


class Provider(StrEnum):
    """Who vouches for a visitor: the card for 小規模企業共済, GビズID for 倒産防止共済."""

    DAA = "daa"
    GBIZID = "gbizid"
    AGENCY = "agency"  # GビズID again, for staff of an agency: another visitor altogether
    LETTER = "letter"  # nobody vouches: whoever has the code of a letter is in its room


HOLDERS = (Provider.DAA, Provider.GBIZID)  # who may hold a contract of their own


@dataclass(frozen=True)
class Visitor:
    """Whoever is signed in: the number, the key of the drafts, the key for views, by whom."""

    person: UUID
    draft_key: bytes
    reply_private: bytes
    provider: Provider

    @property
    def reply_public(self) -> bytes:
        """The half the core seals views to."""
        return bytes(PrivateKey(self.reply_private).public_key)


def known(subject: str, *, provider: Provider) -> UUID:
    """Return the number of whoever signs in with this subject, drawn on the first visit.

    A code that anybody can type makes no row: its number is worked out.
    """
    if provider is Provider.LETTER:
        return UUID(_keyed_hash(subject, provider=provider)[:32])
    found, _ = Person.objects.get_or_create(
        subject=_keyed_hash(subject, provider=provider),
        defaults={"person": uuid4(), "first_seen_on": today.today()},
    )
    return found.person


def is_same(here: "Visitor", subject: str) -> bool:
    """Tell whether whoever is here is the person the provider names."""
    known_as = _keyed_hash(subject, provider=here.provider)
    return Person.objects.filter(person=here.person, subject=known_as).exists()


def new_keys(subject: str, *, provider: Provider) -> bytes:
    """Return what goes into the cookie: the visitor's draft key and a fresh reply key."""
    draft_key = _derived(_purpose(b"draft", provider), subject.encode())
    return draft_key + bytes(PrivateKey.generate())


def enter(request: HttpRequest, subject: str, *, provider: Provider) -> tuple[Visitor, bytes]:
    """Start a new session under a new key; return who is here, and the keys for the cookie."""
    keys, person = new_keys(subject, provider=provider), known(subject, provider=provider)
    request.session.flush()
    request.session.update({"person": str(person), MARK: mark(keys), PROVIDER: provider.value})
    request.session[SINCE] = today.machine_now().isoformat()
    request.session.cycle_key()
    return _with(keys, person=person, provider=provider), keys


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
    provider = Provider(request.session.get(PROVIDER, Provider.DAA))
    return _with(opened, person=UUID(person), provider=provider)


def signed_in(view: View) -> View:
    """Let a view be opened by whoever is signed in; others sign in first."""
    return _guarded(view, by=HOLDERS)


def signed_in_by(*providers: Provider) -> Callable[[View], View]:
    """Let a view be opened by those these providers vouch for; others sign in at the first."""
    return lambda view: _guarded(view, by=providers)


def way_in(wanted: str, *, by: Provider | None) -> str:
    """Return where to sign in on the way to a page, and with what when that is settled."""
    if by is Provider.LETTER:
        return reverse("portal:bereaved_enter")
    if by is Provider.AGENCY:
        return reverse("portal:agency_door")
    query = {"next": wanted} | ({"by": by.value} if by else {})
    return f"{reverse('portal:sign_in')}?{urlencode(query)}"


def _guarded(view: View, *, by: tuple[Provider, ...]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        here = visitor(request)
        if here is None or here.provider not in by:
            return redirect(way_in(request.path, by=None if by == HOLDERS else by[0]))
        request.session.modified = True  # every page counts as being here
        return view(request, here, *arguments, **named)

    return guarded


def _with(keys: bytes, *, person: UUID, provider: Provider) -> Visitor:
    return Visitor(person, keys[:HALF], keys[HALF:], provider)


def _keyed_hash(subject: str, *, provider: Provider) -> str:
    key = _derived(_purpose(b"subject", provider), b"")
    return hmac.new(key, subject.encode(), "sha256").hexdigest()


def _purpose(purpose: bytes, provider: Provider) -> bytes:
    """Return what a key is for; the card's keys were there first, and have no name added."""
    return purpose if provider is Provider.DAA else purpose + b" " + provider.value.encode()


def _is_over(session: Any) -> bool:
    """Tell whether somebody signed in too long ago, however busy they were since."""
    begun = session.get(SINCE)
    return begun is None or today.machine_now() - datetime.fromisoformat(begun) > LONGEST_SESSION


def _derived(purpose: bytes, material: bytes) -> bytes:
    secret = settings.KEYS["portal_secret"]
    return HKDF(SHA256(), HALF, salt=b"kyosai portal " + purpose, info=material).derive(secret)

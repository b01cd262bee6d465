"""電子署名 — a prime account of GビズID is opened once more, for one text, by the same person.

The digest of the text is part of the nonce, so that the provider's own token is about it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kyosai.doors import today
from kyosai.doors.portal import drafts, partners, persons
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.exchange.messages.tosanboshi_lending import Signed
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.gbizid.account import Account, Kind

DIGEST, SIGNATURE = "digest", "signature"
FRESH = timedelta(minutes=15)
NOT_PRIME = "署名できるのは、GビズIDプライムの方だけです。"
ANOTHER = "いまの方とちがうアカウントで署名されました。"
NOT_FRESH = "GビズIDで、もう一度ログインされていません。"
AWAY = "GビズIDにつながりませんでした。"


@dataclass(frozen=True)
class Failed:
    """Why a text is not signed, in plain words."""

    what: str
    status: int = 403


def begin(request: HttpRequest, *, digest: str, pending_name: str) -> HttpResponse:
    """Send the browser to the provider, to sign the text of this digest."""
    try:
        url, pending = partners.gbizid().begin(
            settings.PORTAL_URL + reverse("portal:gbizid_return"), signs=digest
        )
    except (Unreachable, Rejected):
        return failed(request, Failed(AWAY, 503))
    kept = {persons.PROVIDER: Provider.GBIZID.value, DIGEST: digest}
    request.session[pending_name] = kept | pending
    return redirect(url)


def finish(request: HttpRequest, told: Account, *, digest: str, wanted: str) -> HttpResponse:
    """Keep the signature, sealed to its owner for a few minutes, or say why there is none."""
    here = persons.visitor(request)
    if here is None:
        return redirect(persons.way_in(wanted, by=Provider.GBIZID))
    if persons.known(told.sub, provider=Provider.GBIZID) != here.person:
        return failed(request, Failed(ANOTHER))
    if told.kind is not Kind.PRIME:
        return failed(request, Failed(NOT_PRIME))
    if today.machine_now().timestamp() - told.auth_time > FRESH.total_seconds():
        return failed(request, Failed(NOT_FRESH))
    signature = {"digest": digest, "signer": told.user, "signed_at": today.now().isoformat()}
    drafts.save(here, SIGNATURE, signature, lifetime=FRESH)
    return redirect(wanted)


def signed(visitor: Visitor, *, digest: str) -> Signed | None:
    """Return the visitor's signature under the text of this digest, while it is fresh."""
    kept: dict[str, Any] = drafts.load(visitor, SIGNATURE)
    return Signed(**kept) if kept.get("digest") == digest else None


def failed(request: HttpRequest, why: Failed) -> HttpResponse:
    """Say why the text is not signed."""
    words = {"title": "署名できませんでした", "failed": why, "section": "tosanboshi"}
    return render(request, "portal/lending/tosanboshi/not_signed.html", words, status=why.status)

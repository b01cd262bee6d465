"""行きと帰り — what is kept while the browser is away, and whether the return belongs to it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from kyosai.wires.openid.refusals import NotThisSignIn

PENDING = ("state", "nonce", "code_verifier", "redirect_uri")


@dataclass(frozen=True)
class Returned:
    """What the browser brought back: a code, or the provider's word for what went wrong."""

    code: str
    error: str


def begun(redirect_uri: str) -> dict[str, str]:
    """Return what to keep for the browser's return: new secrets, and where it returns to."""
    return {name: secrets.token_urlsafe(32) for name in PENDING[:3]} | {
        "redirect_uri": redirect_uri
    }


def asked(pending: Mapping[str, str], *, client_id: str, scope: str) -> dict[str, str]:
    """Return the authorization request every provider is sent: with state, nonce and PKCE."""
    return {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": pending["redirect_uri"],
        "scope": scope,
        "state": pending["state"],
        "nonce": pending["nonce"],
        "code_challenge": create_s256_code_challenge(pending["code_verifier"]),
        "code_challenge_method": "S256",
    }


def returned(pending: Mapping[str, str], query: Mapping[str, str], *, issuer: str) -> Returned:
    """Return what came back to the browser that was sent away, or refuse it."""
    if any(not pending.get(name) for name in PENDING):
        raise NotThisSignIn
    state = query.get("state", "")
    if not compare_digest(state.encode("utf-8", "replace"), pending["state"].encode()):
        raise NotThisSignIn
    if query.get("iss", issuer) != issuer:
        raise NotThisSignIn
    back = Returned(query.get("code", ""), query.get("error", ""))
    if not (back.code or back.error):
        raise NotThisSignIn
    return back

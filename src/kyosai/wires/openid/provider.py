"""提供者 — one OpenID provider over HTTP: its endpoints and keys are asked once and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kyosai.wires import http
from kyosai.wires.failure import Rejected
from kyosai.wires.openid import id_token
from kyosai.wires.openid.refusals import SignInExpired, TokenNotBelieved


@dataclass(frozen=True)
class Tokens:
    """What a code was exchanged for."""

    id_token: str
    access_token: str


class Provider:
    """Asks discovery, keys, tokens and userinfo; believes none of it by itself."""

    def __init__(self, issuer: str, transport: httpx.BaseTransport | None = None) -> None:
        self.issuer = issuer
        self._http = http.client(transport)
        self._endpoints: dict[str, str] = {}
        self._keys: KeySet | None = None

    def endpoint(self, name: str) -> str:
        """Return where something is asked for, as the provider's discovery says."""
        if not self._endpoints:
            url = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            answer = http.ask(self._http, "GET", url)
            found = http.fields(answer) if answer.status_code == 200 else {}
            if found.get("issuer") != self.issuer:
                raise http.rejected(answer)
            self._endpoints = {key: value for key, value in found.items() if type(value) is str}
        if name not in self._endpoints:
            raise Rejected(f"{self.issuer} does not say its {name}")
        return self._endpoints[name]

    def tokens(
        self,
        code: str,
        pending: Mapping[str, str],
        *,
        shown: Mapping[str, str] | None = None,
        secret: tuple[str, str] | None = None,
    ) -> Tokens:
        """Exchange a code; the client shows itself in the form, or by its name and secret."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": pending["redirect_uri"],
            "code_verifier": pending["code_verifier"],
            **(shown or {}),
        }
        how: dict[str, Any] = {"auth": secret} if secret else {}
        answer = http.ask(self._http, "POST", self.endpoint("token_endpoint"), data=asked, **how)
        told = http.fields(answer)
        if answer.status_code == 200:
            return _tokens(told)
        if told.get("error") == "invalid_grant":
            raise SignInExpired
        raise http.rejected(answer)

    def userinfo(self, access_token: str) -> dict[str, Any]:
        """Return what the provider tells of whoever signed in."""
        bearer = {"Authorization": f"Bearer {access_token}"}
        answer = http.ask(self._http, "GET", self.endpoint("userinfo_endpoint"), headers=bearer)
        if answer.status_code != 200:
            raise http.rejected(answer)
        return http.fields(answer)

    def keys_for(self, token: str) -> KeySet:
        """Return the provider's keys, asked again when a token names a new one."""
        if self._keys is None or not id_token.has_key_of(token, self._keys):
            answer = http.ask(self._http, "GET", self.endpoint("jwks_uri"))
            try:
                self._keys = KeySet.import_key_set(http.fields(answer))  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError):
                raise http.rejected(answer) from None
        return self._keys


def _tokens(told: Mapping[str, Any]) -> Tokens:
    proof, access = told.get("id_token"), told.get("access_token")
    if not (isinstance(proof, str) and isinstance(access, str)):
        raise TokenNotBelieved
    return Tokens(proof, access)

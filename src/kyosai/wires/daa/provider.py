"""デジタル認証アプリへの接続 — begin a sign-in, and finish it with four facts that are believed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kyosai.wires import http
from kyosai.wires.daa import token
from kyosai.wires.daa.refusals import (
    Declined,
    FactsMissing,
    NotThisSignIn,
    ProviderRefused,
    SignInExpired,
    TokenNotBelieved,
)
from kyosai.wires.failure import Rejected

SCOPE = "openid name address birthdate gender"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PENDING = ("state", "nonce", "code_verifier", "redirect_uri")


@dataclass(frozen=True)
class DaaConfig:
    """Where the provider is, who we are there, and how sure we want to be."""

    issuer: str
    client_id: str
    client_key: bytes  # a private JWK, ES256
    acr: str = "aal3 crl"


@dataclass(frozen=True)
class Claims:
    """Who signed in: the four facts of the card, and how they were proved."""

    sub: str
    name: str
    address: str
    birthdate: date
    gender: str
    acr: str
    auth_time: int


class Daa:
    """One provider; its endpoints and keys are asked once and kept."""

    def __init__(self, config: DaaConfig, transport: httpx.BaseTransport | None = None) -> None:
        self.config = config
        self._http = http.client(transport)
        self._endpoints: dict[str, str] = {}
        self._keys: KeySet | None = None

    def begin(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what to keep for its return."""
        pending = {name: secrets.token_urlsafe(32) for name in PENDING[:3]}
        pending["redirect_uri"] = redirect_uri
        asked = {
            "response_type": "code",
            "client_id": self.config.client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": pending["state"],
            "nonce": pending["nonce"],
            "code_challenge": create_s256_code_challenge(pending["code_verifier"]),
            "code_challenge_method": "S256",
            "acr_values": self.config.acr,
        }
        return f"{self._endpoint('authorization_endpoint')}?{urlencode(asked)}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Claims:
        """Return who signed in, or refuse; ``pending`` is what ``begin`` gave this browser."""
        code = _code(pending, query, issuer=self.config.issuer)
        tokens = self._tokens(code, pending)
        id_token, access = tokens.get("id_token"), tokens.get("access_token")
        if not (isinstance(id_token, str) and isinstance(access, str)):
            raise TokenNotBelieved
        expected = token.Expected(
            issuer=self.config.issuer,
            audience=self.config.client_id,
            nonce=pending["nonce"],
            acr=self.config.acr,
        )
        claims = token.checked(id_token, keys=self._keys_for(id_token), expected=expected)
        return _facts(claims, self._userinfo(access))

    def _tokens(self, code: str, pending: Mapping[str, str]) -> dict[str, Any]:
        endpoint = self._endpoint("token_endpoint")
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": pending["redirect_uri"],
            "code_verifier": pending["code_verifier"],
            "client_id": self.config.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(endpoint),
        }
        answer = http.ask(self._http, "POST", endpoint, data=asked)
        if answer.status_code == 200:
            return http.fields(answer)
        if http.fields(answer).get("error") == "invalid_grant":
            raise SignInExpired
        raise http.rejected(answer)

    def _assertion(self, endpoint: str) -> str:
        key = self.config.client_key.decode()
        return str(
            private_key_jwt_sign(
                key, self.config.client_id, endpoint, alg="ES256", expires_in=60,
                header={"alg": "ES256", "kid": _kid(key)},
            )
        )  # fmt: skip

    def _userinfo(self, access_token: str) -> dict[str, Any]:
        bearer = {"Authorization": f"Bearer {access_token}"}
        answer = http.ask(self._http, "GET", self._endpoint("userinfo_endpoint"), headers=bearer)
        if answer.status_code != 200:
            raise http.rejected(answer)
        return http.fields(answer)

    def _endpoint(self, name: str) -> str:
        if not self._endpoints:
            url = f"{self.config.issuer}/.well-known/openid-configuration"
            answer = http.ask(self._http, "GET", url)
            found = http.fields(answer) if answer.status_code == 200 else {}
            if found.get("issuer") != self.config.issuer:
                raise http.rejected(answer)
            self._endpoints = {key: value for key, value in found.items() if type(value) is str}
        if name not in self._endpoints:
            raise Rejected(f"{self.config.issuer} does not say its {name}")
        return self._endpoints[name]

    def _keys_for(self, id_token: str) -> KeySet:
        """Return the provider's keys, asked again when a token names a new one."""
        if self._keys is None or not token.has_key_of(id_token, self._keys):
            answer = http.ask(self._http, "GET", self._endpoint("jwks_uri"))
            try:
                self._keys = KeySet.import_key_set(http.fields(answer))  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError):
                raise http.rejected(answer) from None
        return self._keys


def _code(pending: Mapping[str, str], query: Mapping[str, str], *, issuer: str) -> str:
    if any(not pending.get(name) for name in PENDING):
        raise NotThisSignIn
    state = query.get("state", "")
    if not compare_digest(state.encode("utf-8", "replace"), pending["state"].encode()):
        raise NotThisSignIn
    if query.get("iss", issuer) != issuer:
        raise NotThisSignIn
    if query.get("error"):
        raise Declined if query["error"] == "access_denied" else ProviderRefused
    if not query.get("code"):
        raise NotThisSignIn
    return query["code"]


def _facts(claims: dict[str, Any], told: dict[str, Any]) -> Claims:
    if told.get("sub") != claims["sub"]:
        raise TokenNotBelieved
    texts = {name: told.get(name) for name in ("name", "address", "birthdate")}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise FactsMissing
    gender = told.get("gender")
    return Claims(
        sub=claims["sub"],
        name=str(texts["name"]).strip(),
        address=str(texts["address"]).strip(),
        birthdate=_birthdate(str(texts["birthdate"])),
        gender=gender if gender in ("1", "2") else "",
        acr=str(claims["acr"]),
        auth_time=claims["auth_time"],
    )


def _birthdate(text: str) -> date:
    try:
        return datetime.strptime(text.replace("-", ""), "%Y%m%d").date()  # noqa: DTZ007 - a date
    except ValueError:
        raise FactsMissing from None


def _kid(key: str) -> str:
    return str(json.loads(key).get("kid", ""))

"""デジタル認証アプリへの接続 — begin a sign-in, and finish it with four facts that are believed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.oauth2.rfc7523 import private_key_jwt_sign

from kyosai.wires.daa.refusals import Declined, FactsMissing, NotStrongEnough, ProviderRefused
from kyosai.wires.openid import errand, id_token
from kyosai.wires.openid.provider import Provider
from kyosai.wires.openid.refusals import TokenNotBelieved

SCOPE = "openid name address birthdate gender"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


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
    """One provider: ES256, private_key_jwt, and the level asked for."""

    def __init__(self, config: DaaConfig, transport: httpx.BaseTransport | None = None) -> None:
        self.config = config
        self._provider = Provider(config.issuer, transport)

    def begin(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what to keep for its return."""
        pending = errand.begun(redirect_uri)
        asked = errand.asked(pending, client_id=self.config.client_id, scope=SCOPE)
        asked["acr_values"] = self.config.acr
        return f"{self._provider.endpoint('authorization_endpoint')}?{urlencode(asked)}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Claims:
        """Return who signed in, or refuse; ``pending`` is what ``begin`` gave this browser."""
        back = errand.returned(pending, query, issuer=self.config.issuer)
        if back.error:
            raise Declined if back.error == "access_denied" else ProviderRefused
        tokens = self._provider.tokens(back.code, pending, shown=self.assertion())
        expected = id_token.Expected(
            issuer=self.config.issuer,
            audience=self.config.client_id,
            nonce=pending["nonce"],
            algorithm="ES256",
        )
        keys = self._provider.keys_for(tokens.id_token)
        claims = id_token.checked(tokens.id_token, keys=keys, expected=expected)
        if not set(self.config.acr.split()) <= set(str(claims.get("acr", "")).split()):
            raise NotStrongEnough
        return _facts(claims, self._provider.userinfo(tokens.access_token))

    def assertion(self) -> dict[str, str]:
        """Return what shows the provider who asks: signed by our key, used once."""
        key, client_id = self.config.client_key.decode(), self.config.client_id
        signed = private_key_jwt_sign(
            key, client_id, self._provider.endpoint("token_endpoint"), alg="ES256", expires_in=60,
            header={"alg": "ES256", "kid": _kid(key)},
        )  # fmt: skip
        return {
            "client_id": client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": str(signed),
        }


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

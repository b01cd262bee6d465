"""GビズIDへの接続 — begin a sign-in, and finish it with an account that is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx

from kyosai.wires.gbizid import account
from kyosai.wires.gbizid.account import Account
from kyosai.wires.gbizid.refusals import Declined, ProviderRefused
from kyosai.wires.openid import errand, id_token
from kyosai.wires.openid.provider import Provider
from kyosai.wires.openid.refusals import TokenNotBelieved

# Leaving the scope out stands for all of them today, and is to be withdrawn: always say it.
SCOPE = "openid profile user mandate email jp_gbizid_v1_ida"
AGAIN = {"prompt": "login", "max_age": "0"}


@dataclass(frozen=True)
class GbizIdConfig:
    """Where the provider is, and who we are there; its issuer ends in a slash."""

    issuer: str
    client_id: str
    client_secret: str


class GbizId:
    """One provider: RS256, client_secret_basic, and no level to ask for but the account's own."""

    def __init__(self, config: GbizIdConfig, transport: httpx.BaseTransport | None = None) -> None:
        self.config = config
        self._provider = Provider(config.issuer, transport)

    def begin(self, redirect_uri: str, *, signs: str = "") -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what to keep for its return.

        ``signs`` is the digest of a text: it becomes part of the nonce, and the account has to be
        opened anew.
        """
        pending = errand.begun(redirect_uri)
        if signs:
            pending["nonce"] += f".{signs}"
        asked = errand.asked(pending, client_id=self.config.client_id, scope=SCOPE)
        asked |= AGAIN if signs else {}
        return f"{self._provider.endpoint('authorization_endpoint')}?{urlencode(asked)}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Account:
        """Return who signed in, or refuse; ``pending`` is what ``begin`` gave this browser."""
        back = errand.returned(pending, query, issuer=self.config.issuer)
        if back.error:
            raise Declined if back.error == "access_denied" else ProviderRefused
        secret = (self.config.client_id, self.config.client_secret)
        tokens = self._provider.tokens(back.code, pending, secret=secret)
        claims = self._claims(tokens.id_token, nonce=pending["nonce"])
        told = self._provider.userinfo(tokens.access_token)
        if told.get("sub") != claims["sub"]:
            raise TokenNotBelieved
        return account.read(
            told,
            sub=claims["sub"],
            client_id=self.config.client_id,
            auth_time=claims["auth_time"],
        )

    def _claims(self, token: str, *, nonce: str) -> dict[str, Any]:
        expected = id_token.Expected(
            issuer=self.config.issuer,
            audience=self.config.client_id,
            nonce=nonce,
            algorithm="RS256",
        )
        keys = self._provider.keys_for(token)
        claims = id_token.checked(token, keys=keys, expected=expected)
        if not (isinstance(claims.get("jti"), str) and claims["jti"]):
            raise TokenNotBelieved
        return claims

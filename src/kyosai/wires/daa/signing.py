"""電子署名の依頼 — a digest goes in, the person taps the card, signature and certificate come out.

The provider never sees the text. Whether to believe the signature is for the core to say; here
only the way there and back is checked, and that the result is of our digest.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

import httpx
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from kyosai.wires import http
from kyosai.wires.daa.provider import Daa, DaaConfig
from kyosai.wires.daa.refusals import Declined, ProviderRefused
from kyosai.wires.daa.signing_refusals import (
    PinLocked,
    ResultNotBelieved,
    SigningCertificateExpired,
)
from kyosai.wires.openid import errand, id_token
from kyosai.wires.openid.provider import Provider

SCOPE = "openid sign"
ALGORITHMS = ["ECDH-ES", "A256GCM"]


@dataclass(frozen=True)
class Signed:
    """Who signed (for this service alone), and what their card brought; both parts base64."""

    sub: str
    signature: str
    certificate: str


class DaaSigning:
    """Asks the provider for signatures, as the client that signs people in."""

    def __init__(self, config: DaaConfig, transport: httpx.BaseTransport | None = None) -> None:
        self.config = config
        self._provider = Provider(config.issuer, transport)
        self._daa = Daa(config, transport)
        self._http = http.client(transport)
        self._url = f"{config.issuer.removesuffix('/realms/main')}/sign-transactions"

    def begin(self, text: str, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return where to send the browser to sign a text, and what to keep for its return."""
        digest = _digest(text)
        answer = http.ask(
            self._http, "POST", self._url, json={"digest": digest}, headers=self._bearer()
        )
        if answer.status_code != 201:
            raise http.rejected(answer)
        number = http.texts(answer).get("sign_transaction_id", "")
        pending = errand.begun(redirect_uri) | {"transaction": number, "digest": digest}
        asked = errand.asked(pending, client_id=self.config.client_id, scope=SCOPE)
        asked |= {"acr_values": self.config.acr, "sign_transaction_id": number}
        return f"{self._provider.endpoint('authorization_endpoint')}?{urlencode(asked)}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Signed:
        """Return the signature of whoever came back, or refuse."""
        back = errand.returned(pending, query, issuer=self.config.issuer)
        if back.error:
            raise _refusal(query)
        tokens = self._provider.tokens(back.code, pending, shown=self._daa.assertion())
        expected = id_token.Expected(
            issuer=self.config.issuer,
            audience=self.config.client_id,
            nonce=pending["nonce"],
            algorithm="ES256",
        )
        keys = self._provider.keys_for(tokens.id_token)
        claims = id_token.checked(tokens.id_token, keys=keys, expected=expected)
        return self._result(pending, sub=str(claims["sub"]))

    def _result(self, pending: Mapping[str, str], *, sub: str) -> Signed:
        url = f"{self._url}/{pending['transaction']}/result"
        answer = http.ask(self._http, "GET", url, headers=self._bearer())
        if answer.status_code != 200:
            raise http.rejected(answer)
        facts = _opened(answer.text, key=self.config.client_key)
        if facts.get("digest") != pending["digest"]:
            raise ResultNotBelieved
        return Signed(sub, facts.get("signature", ""), facts.get("certificate", ""))

    def _bearer(self) -> dict[str, str]:
        asked = {"grant_type": "client_credentials", "scope": "sign", **self._daa.assertion()}
        url = self._provider.endpoint("token_endpoint")
        answer = http.ask(self._http, "POST", url, data=asked)
        token = http.fields(answer).get("access_token")
        if answer.status_code != 200 or not isinstance(token, str):
            raise http.rejected(answer)
        return {"Authorization": f"Bearer {token}"}


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _refusal(query: Mapping[str, str]) -> Exception:
    said = query.get("error_description", "")
    if "locked" in said:
        return PinLocked()
    if "expired" in said:
        return SigningCertificateExpired()
    return Declined() if query.get("error") == "access_denied" else ProviderRefused()


def _opened(sealed: str, *, key: bytes) -> dict[str, str]:
    """Open what was sealed to the client's key: with the same numbers, for another use."""
    own = json.loads(key)
    private = ECKey.import_key({name: own[name] for name in ("kty", "crv", "x", "y", "d")})
    try:
        plain = jwe.decrypt_compact(sealed, private, algorithms=ALGORITHMS).plaintext
        found = json.loads(plain or b"")
    except (JoseError, ValueError):
        raise ResultNotBelieved from None
    if not isinstance(found, dict):
        raise ResultNotBelieved
    return {str(name): str(value) for name, value in found.items()}

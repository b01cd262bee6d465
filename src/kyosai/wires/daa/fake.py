"""にせのデジタル認証アプリ — for unit tests: everybody who comes back is this person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from kyosai.basis.refusal import Refused
from kyosai.wires.daa.provider import Claims
from kyosai.wires.daa.signing import Signed
from kyosai.wires.openid.refusals import NotThisSignIn

SAMPLE = Claims(
    sub="3f0b7a52-6f0f-4a4b-9a0e-0d2f8b0c9a11",
    name="見本　花子",
    address="東京都架空区見本町１丁目２番３号",
    birthdate=date(1980, 4, 1),
    gender="2",
    acr="aal3 crl",
    auth_time=1_790_000_000,
)
SIGNED = Signed(SAMPLE.sub, "c2lnbmF0dXJl", "Y2VydGlmaWNhdGU=")


@dataclass
class FakeDaa:
    """Sends the browser straight back; refuses when told to."""

    person: Claims = SAMPLE
    refusal: Refused | None = None
    begun: list[str] = field(default_factory=list)

    def begin(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return the redirect address itself, with the state."""
        self.begun.append(redirect_uri)
        pending = {
            "state": "state", "nonce": "nonce", "code_verifier": "v", "redirect_uri": redirect_uri
        }  # fmt: skip
        return f"{redirect_uri}?{urlencode({'code': 'code', 'state': 'state'})}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Claims:
        """Return the person, or raise what was asked for."""
        if self.refusal is not None:
            raise self.refusal
        if query.get("state") != pending.get("state"):
            raise NotThisSignIn
        return self.person


@dataclass
class FakeSigning:
    """Signs every text at once, by the card of this person; refuses when told to."""

    signed: Signed = SIGNED
    refusal: Refused | None = None
    texts: list[str] = field(default_factory=list)

    def begin(self, text: str, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return the redirect address itself, with the state."""
        self.texts.append(text)
        return f"{redirect_uri}?{urlencode({'code': 'code', 'state': 'state'})}", {"state": "state"}

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Signed:
        """Return the signature, or raise what was asked for."""
        if self.refusal is not None:
            raise self.refusal
        if query.get("state") != pending.get("state"):
            raise NotThisSignIn
        return self.signed

"""にせのGビズID — for unit tests: everybody who comes back holds this account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from kyosai.basis.refusal import Refused
from kyosai.wires.gbizid.account import Account, Form, Kind
from kyosai.wires.openid.refusals import NotThisSignIn

SAMPLE = Account(
    sub="a1b2c3d4e5f60718293a4b5c6d7e8f90",
    kind=Kind.PRIME,
    form=Form.CORPORATION,
    corporate_number="9999901000008",
    management_number="",
    name="見本精機株式会社",
    address="東京都架空区見本町４丁目５番６号",
    representative="試作　進",
    representative_kana="シサク　ススム",
    birthdate=date(1968, 9, 9),
    user="試作　進",
    user_kana="シサク　ススム",
    email="susumu@example.jp",
    has_right=True,
    auth_time=1_790_000_000,
)


@dataclass
class FakeGbizId:
    """Sends the browser straight back; refuses when told to."""

    account: Account = SAMPLE
    refusal: Refused | None = None
    begun: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)

    def begin(self, redirect_uri: str, *, signs: str = "") -> tuple[str, dict[str, str]]:
        """Return the redirect address itself, with the state."""
        self.begun.append(redirect_uri)
        self.signed.append(signs)
        pending = {
            "state": "state", "nonce": "nonce", "code_verifier": "v", "redirect_uri": redirect_uri
        }  # fmt: skip
        return f"{redirect_uri}?{urlencode({'code': 'code', 'state': 'state'})}", pending

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Account:
        """Return the account, or raise what was asked for."""
        if self.refusal is not None:
            raise self.refusal
        if query.get("state") != pending.get("state"):
            raise NotThisSignIn
        return self.account

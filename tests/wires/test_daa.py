"""A sign-in is believed only when every part of it is right."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from kyosai.basis.refusal import Refused
from kyosai.wires.daa import fake, refusals
from kyosai.wires.daa.provider import Daa, DaaConfig
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.openid import refusals as shared

ISSUER = "http://daa.example/daa/realms/main"
PLACE = f"{ISSUER}/protocol/openid-connect"
BACK = "http://portal.example/signed-in"
CLIENT_KEY = ECKey.generate_key("P-256", {"kid": "daa_client"})
GOLDEN = Path(__file__).parents[1] / "formats" / "golden" / "daa_userinfo.json"


@dataclass
class Provider:
    """A provider for one test: right in everything, but for what the test changes."""

    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "op-1"}))
    shown: ECKey | None = None
    asked: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=lambda: json.loads(GOLDEN.read_bytes()))
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    sign: Callable[[dict[str, Any]], str] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        place = request.url.path.rsplit("/", 1)[-1]
        self.calls.append(place)
        if place in self.answers:
            return self.answers[place]
        return httpx.Response(200, json=getattr(self, place.replace("-", "_"))(request))

    def openid_configuration(self, request: httpx.Request) -> dict[str, str]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{PLACE}/auth",
            "token_endpoint": f"{PLACE}/token",
            "userinfo_endpoint": f"{PLACE}/userinfo",
            "jwks_uri": f"{PLACE}/certs",
        }

    def certs(self, request: httpx.Request) -> dict[str, Any]:
        key = self.shown or self.key
        return {"keys": [key.as_dict(private=False, alg="ES256", use="sig")]}

    def token(self, request: httpx.Request) -> dict[str, Any]:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        assertion = jwt.decode(form["client_assertion"], CLIENT_KEY, algorithms=["ES256"])
        assert assertion.header["kid"] == "daa_client"
        assert assertion.claims["iss"] == assertion.claims["sub"] == "kyosai"
        assert assertion.claims["aud"] == f"{PLACE}/token"
        assert assertion.claims["exp"] - assertion.claims["iat"] <= 60
        assert assertion.claims["jti"]
        challenge = create_s256_code_challenge(form["code_verifier"])
        assert challenge == self.asked["code_challenge"]
        assert (form["redirect_uri"], form["code"]) == (BACK, "code-1")
        return {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": self.told.get("sub", ""), "aud": "kyosai", "exp": now + 300,
            "iat": now, "auth_time": now, "nonce": self.asked["nonce"], "acr": "aal3 crl",
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)

    def userinfo(self, request: httpx.Request) -> dict[str, Any]:
        assert request.headers["Authorization"] == "Bearer at"
        return self.told


def connected(provider: Provider) -> Daa:
    config = DaaConfig(ISSUER, "kyosai", json.dumps(CLIENT_KEY.as_dict(private=True)).encode())
    return Daa(config, httpx.MockTransport(provider))


def begun(provider: Provider, daa: Daa) -> dict[str, str]:
    url, pending = daa.begin(BACK)
    provider.asked = dict(parse_qsl(urlsplit(url).query))
    return pending


def signed_in(provider: Provider, **query: str) -> Any:
    daa = connected(provider)
    pending = begun(provider, daa)
    return daa.finish(pending, {"code": "code-1", "state": pending["state"]} | query)


def test_the_request_asks_for_the_four_facts_at_the_highest_level() -> None:
    provider = Provider()
    daa = connected(provider)

    url, pending = daa.begin(BACK)

    asked = dict(parse_qsl(urlsplit(url).query))
    assert url.startswith(f"{PLACE}/auth?")
    assert asked["scope"] == "openid name address birthdate gender"
    assert asked["acr_values"] == "aal3 crl"
    assert asked["code_challenge_method"] == "S256"
    assert asked["state"] == pending["state"] != daa.begin(BACK)[1]["state"]
    assert pending["code_verifier"] not in url


def test_who_signed_in_is_known_by_four_facts() -> None:
    claims = signed_in(Provider())

    assert claims.name == "架空　太郎"
    assert claims.address == "大阪府大阪市北区梅田９丁目９番９号"
    assert claims.birthdate == date(1965, 8, 15)
    assert (claims.gender, claims.acr) == ("1", "aal3 crl")


def test_an_audience_in_a_list_is_ours_too() -> None:
    assert signed_in(Provider(claims={"aud": ["kyosai"]})).sub


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": "http://other.example"}, id="ほかの発行者"),
        pytest.param({"aud": "other"}, id="ほかの相手あて"),
        pytest.param({"aud": ["kyosai", "other"]}, id="相手が2つでazpなし"),
        pytest.param({"aud": None}, id="相手なし"),
        pytest.param({"nonce": "another"}, id="nonceが違う"),
        pytest.param({"nonce": None}, id="nonceなし"),
        pytest.param({"nonce": 1}, id="nonceが数"),
        pytest.param({"exp": 1_700_000_000}, id="期限切れ"),
        pytest.param({"exp": None}, id="期限なし"),
        pytest.param({"exp": "tomorrow"}, id="期限が文字"),
        pytest.param({"iat": 4_000_000_000}, id="未来の発行"),
        pytest.param({"auth_time": None}, id="認証時刻なし"),
        pytest.param({"auth_time": True}, id="認証時刻が真偽値"),
        pytest.param({"sub": "someone-else"}, id="userinfoと違う人"),
        pytest.param({"sub": ""}, id="だれでもない"),
    ],
)
def test_a_wrong_claim_is_not_believed(claims: dict[str, Any]) -> None:
    with pytest.raises(shared.TokenNotBelieved):
        signed_in(Provider(claims=claims))


@pytest.mark.parametrize("acr", ["aal2", "aal3", "crl", "", "aal3crl", None])
def test_a_level_below_the_one_asked_is_refused(acr: str | None) -> None:
    with pytest.raises(refusals.NotStrongEnough):
        signed_in(Provider(claims={"acr": acr}))


def test_a_token_of_another_key_is_not_believed() -> None:
    provider = Provider(shown=ECKey.generate_key("P-256", {"kid": "op-1"}))

    with pytest.raises(shared.TokenNotBelieved):
        signed_in(provider)


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(
            lambda claims: jwt.encode(
                {"alg": "RS256", "kid": "op-1"}, claims, RSAKey.generate_key(2048)
            ),
            id="RS256",
        ),
        pytest.param(lambda claims: "eyJhbGciOiJub25lIn0.e30.", id="署名なし"),
        pytest.param(lambda claims: "not.a.token", id="トークンでない"),
        pytest.param(lambda claims: "", id="空"),
        pytest.param(lambda claims: "..", id="点だけ"),
        pytest.param(lambda claims: "W10.e30.x", id="ヘッダが配列"),
    ],
)
def test_another_algorithm_or_nonsense_is_not_believed(
    sign: Callable[[dict[str, Any]], str],
) -> None:
    with pytest.raises(shared.TokenNotBelieved):
        signed_in(Provider(sign=sign))


def test_a_provider_that_signs_with_rsa_is_not_believed() -> None:
    key = RSAKey.generate_key(2048, {"kid": "op-1"})
    provider = Provider(
        answers={"certs": httpx.Response(200, json={"keys": [key.as_dict(private=False)]})},
        sign=lambda claims: jwt.encode({"alg": "RS256", "kid": "op-1"}, claims, key),
    )

    with pytest.raises(shared.TokenNotBelieved):
        signed_in(provider)


def test_a_new_key_of_the_provider_is_fetched() -> None:
    provider = Provider()
    daa = connected(provider)
    pending = begun(provider, daa)
    daa.finish(pending, {"code": "code-1", "state": pending["state"]})
    provider.key = ECKey.generate_key("P-256", {"kid": "op-2"})

    pending = begun(provider, daa)
    claims = daa.finish(pending, {"code": "code-1", "state": pending["state"]})

    assert claims.name == "架空　太郎"
    assert provider.calls.count("certs") == 2


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        pytest.param({"state": "another"}, shared.NotThisSignIn, id="stateが違う"),
        pytest.param({"state": ""}, shared.NotThisSignIn, id="stateなし"),
        pytest.param({"state": "\ud800"}, shared.NotThisSignIn, id="stateが壊れている"),
        pytest.param({"code": ""}, shared.NotThisSignIn, id="codeなし"),
        pytest.param({"iss": "http://x.example"}, shared.NotThisSignIn, id="ほかの発行者から"),
        pytest.param({"error": "access_denied"}, refusals.Declined, id="本人が中止"),
        pytest.param({"error": "server_error"}, refusals.ProviderRefused, id="相手の失敗"),
    ],
)
def test_a_return_that_is_not_ours_is_refused(
    query: dict[str, str], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        signed_in(Provider(), **query)


def test_a_return_without_a_beginning_is_refused() -> None:
    with pytest.raises(shared.NotThisSignIn):
        connected(Provider()).finish({}, {"code": "code-1", "state": ""})


def test_a_code_used_twice_has_expired() -> None:
    answer = httpx.Response(400, json={"error": "invalid_grant"})

    with pytest.raises(shared.SignInExpired):
        signed_in(Provider(answers={"token": answer}))


@pytest.mark.parametrize("missing", ["name", "address", "birthdate"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_fact_is_refused(missing: str, value: str | None) -> None:
    provider = Provider()
    provider.told[missing] = value

    with pytest.raises(refusals.FactsMissing):
        signed_in(provider)


def test_a_birthday_that_is_none_is_refused() -> None:
    provider = Provider()
    provider.told["birthdate"] = "19650230"

    with pytest.raises(refusals.FactsMissing):
        signed_in(provider)


@pytest.mark.parametrize("place", ["openid-configuration", "token", "userinfo", "certs"])
def test_a_provider_that_is_down_is_unreachable(place: str) -> None:
    with pytest.raises(Unreachable):
        signed_in(Provider(answers={place: httpx.Response(503)}))


@pytest.mark.parametrize("place", ["openid-configuration", "token", "userinfo", "certs"])
@pytest.mark.parametrize("status", [200, 404])
def test_a_provider_that_talks_nonsense_is_rejected(place: str, status: int) -> None:
    with pytest.raises(Rejected):
        signed_in(Provider(answers={place: httpx.Response(status, text="<html>")}))


def test_another_issuer_behind_the_address_is_rejected() -> None:
    answer = httpx.Response(200, json={"issuer": "http://other.example"})

    with pytest.raises(Rejected):
        signed_in(Provider(answers={"openid-configuration": answer}))


def test_the_fake_plays_the_same_part() -> None:
    daa = fake.FakeDaa()

    url, pending = daa.begin(BACK)
    claims = daa.finish(pending, dict(parse_qsl(urlsplit(url).query)))

    assert claims == fake.SAMPLE
    with pytest.raises(shared.NotThisSignIn):
        daa.finish(pending, {"state": "another"})

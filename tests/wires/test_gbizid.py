"""A company's sign-in is believed only when token, account and proof say the same."""

import json
import time
from base64 import b64decode
from collections.abc import Callable
from copy import deepcopy
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
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.gbizid import fake, refusals
from kyosai.wires.gbizid.account import Account, Form, Kind
from kyosai.wires.gbizid.provider import GbizId, GbizIdConfig
from kyosai.wires.openid import refusals as shared

ISSUER = "http://gbiz.example/oauth/"
BACK = "http://portal.example/sign-in/gbizid/return/"
GOLDEN = Path(__file__).parents[1] / "formats" / "golden"
KEY = RSAKey.generate_key(2048, {"kid": "op-1"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "op-1"})
NEW_KEY = RSAKey.generate_key(2048, {"kid": "op-2"})


def golden(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((GOLDEN / f"gbizid_userinfo_{name}.json").read_bytes())
    return told


def prime(**changed: Any) -> dict[str, Any]:
    """A company's prime account, as given, with changes."""
    return golden("prime_corp") | changed


def member(**changed: Any) -> dict[str, Any]:
    """A member of that company: its proof is the authority alone."""
    proved = deepcopy(golden("prime_corp")["verified_claims"])
    proved["claims"] = {"authority": proved["claims"]["authority"]}
    told = prime(account_type="3", parent_id="parent", verified_claims=proved)
    return told | {"user_last_nm": "経理", "user_first_nm": "係", "mandate_info": []} | changed


def sole_proprietor(**changed: Any) -> dict[str, Any]:
    """A prime account of a sole proprietor: its number is none of the register."""
    proved = deepcopy(golden("prime_corp")["verified_claims"])
    proved["claims"].pop("authority")
    told = prime(corp_type="2", corporate_number="1000000000019", name="花屋")
    return told | {"verified_claims": proved} | changed


@dataclass
class Provider:
    """A provider for one test: right in everything, but for what the test changes."""

    told: dict[str, Any] = field(default_factory=prime)
    key: RSAKey = field(default_factory=lambda: KEY)
    shown: RSAKey | None = None
    asked: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    sign: Callable[[dict[str, Any]], str] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        place = request.url.path.rsplit("/", 1)[-1]
        self.calls.append(place)
        if place in self.answers:
            return self.answers[place]
        answer = getattr(self, place.replace("-", "_").removesuffix(".json"))
        return httpx.Response(200, json=answer(request))

    def openid_configuration(self, request: httpx.Request) -> dict[str, str]:
        assert str(request.url) == f"{ISSUER}.well-known/openid-configuration"
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}authorize",
            "token_endpoint": f"{ISSUER}token",
            "userinfo_endpoint": f"{ISSUER}userinfo",
            "jwks_uri": f"{ISSUER}.well-known/jwks.json",
        }

    def jwks(self, request: httpx.Request) -> dict[str, Any]:
        key = self.shown or self.key
        return {"keys": [key.as_dict(private=False, alg="RS256", use="sig")]}

    def token(self, request: httpx.Request) -> dict[str, Any]:
        scheme, _, shown = request.headers["Authorization"].partition(" ")
        assert (scheme, b64decode(shown)) == ("Basic", b"kyosai:between-us")
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        assert "client_secret" not in form and "client_assertion" not in form
        challenge = create_s256_code_challenge(form["code_verifier"])
        assert challenge == self.asked["code_challenge"]
        assert (form["redirect_uri"], form["code"]) == (BACK, "code-1")
        return {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": self.told.get("sub", ""), "aud": "kyosai", "exp": now + 3600,
            "iat": now, "auth_time": now, "nonce": self.asked["nonce"], "jti": "id-1",
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def userinfo(self, request: httpx.Request) -> dict[str, Any]:
        assert request.headers["Authorization"] == "Bearer at"
        return self.told


def connected(provider: Provider) -> GbizId:
    config = GbizIdConfig(ISSUER, "kyosai", "between-us")
    return GbizId(config, httpx.MockTransport(provider))


def begun(provider: Provider, gbizid: GbizId) -> dict[str, str]:
    url, pending = gbizid.begin(BACK)
    provider.asked = dict(parse_qsl(urlsplit(url).query))
    return pending


def signed_in(provider: Provider, **query: str) -> Account:
    gbizid = connected(provider)
    pending = begun(provider, gbizid)
    return gbizid.finish(pending, {"code": "code-1", "state": pending["state"]} | query)


def test_the_request_always_says_its_scope_and_is_bound_to_this_browser() -> None:
    provider = Provider()
    gbizid = connected(provider)

    url, pending = gbizid.begin(BACK)

    asked = dict(parse_qsl(urlsplit(url).query))
    assert url.startswith(f"{ISSUER}authorize?")
    assert asked["scope"] == "openid profile user mandate email jp_gbizid_v1_ida"
    assert asked["code_challenge_method"] == "S256"
    assert asked["state"] == pending["state"] != gbizid.begin(BACK)[1]["state"]
    assert pending["code_verifier"] not in url


def test_a_signature_opens_the_account_anew_with_the_text_in_its_nonce() -> None:
    url, pending = connected(Provider()).begin(BACK, signs="d" * 64)

    asked = dict(parse_qsl(urlsplit(url).query))
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert asked["nonce"] == pending["nonce"] and asked["nonce"].endswith(f".{'d' * 64}")


def test_a_prime_account_of_a_company_is_known_whole() -> None:
    account = signed_in(Provider())

    assert (account.kind, account.form, account.has_right) == (Kind.PRIME, Form.CORPORATION, True)
    assert (account.corporate_number, account.management_number) == ("2010401999001", "")
    assert account.name == "株式会社架空商事"
    assert account.address == "東京都港区虎ノ門９－９－９"
    assert (account.representative, account.representative_kana) == ("架空　花子", "カクウ　ハナコ")
    assert account.birthdate == date(1970, 4, 1)
    assert (account.user, account.email) == ("架空　花子", "hanako@example.jp")


def test_a_sole_proprietors_number_is_never_taken_for_a_corporate_number() -> None:
    account = signed_in(Provider(sole_proprietor()))

    assert (account.kind, account.form) == (Kind.PRIME, Form.SOLE_PROPRIETOR)
    assert (account.corporate_number, account.management_number) == ("", "1000000000019")
    assert account.representative == "架空　花子"


@pytest.mark.parametrize(
    ("mandate", "has_right"),
    [
        pytest.param([{"client_id": "kyosai"}], True, id="この制度だけ"),
        pytest.param([{"client_id": "a"}, {"client_id": "kyosai"}], True, id="ほかの制度も"),
        pytest.param([{"client_id": "another"}], False, id="ほかの制度だけ"),
        pytest.param([], False, id="なし"),
        pytest.param(None, False, id="項目なし"),
        pytest.param("kyosai", False, id="一覧でない"),
        pytest.param(["kyosai", None], False, id="中身が違う"),
    ],
)
def test_a_member_has_the_right_only_when_this_site_is_on_its_list(
    mandate: Any, has_right: bool
) -> None:
    account = signed_in(Provider(member(mandate_info=mandate)))

    assert (account.kind, account.has_right) == (Kind.MEMBER, has_right)
    assert (account.representative, account.user) == ("架空　花子", "経理　係")


def test_an_entry_account_comes_in_with_nothing_proved_and_no_right() -> None:
    account = signed_in(Provider(golden("entry") | {"mandate_info": [{"client_id": "kyosai"}]}))

    assert (account.kind, account.form) == (Kind.ENTRY, Form.SOLE_PROPRIETOR)
    assert (account.name, account.corporate_number, account.address) == ("架空 三郎", "", "")
    assert not account.has_right


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": "http://gbiz.example/oauth"}, id="斜線のない発行者"),
        pytest.param({"aud": "other"}, id="ほかの相手あて"),
        pytest.param({"aud": ["kyosai", "other"]}, id="相手が2つでazpなし"),
        pytest.param({"nonce": "another"}, id="nonceが違う"),
        pytest.param({"nonce": None}, id="nonceなし"),
        pytest.param({"exp": 1_700_000_000}, id="期限切れ"),
        pytest.param({"exp": None}, id="期限なし"),
        pytest.param({"iat": 4_000_000_000}, id="未来の発行"),
        pytest.param({"auth_time": None}, id="認証時刻なし"),
        pytest.param({"jti": None}, id="番号（jti）なし"),
        pytest.param({"jti": 1}, id="番号が数"),
        pytest.param({"sub": "someone-else"}, id="userinfoと違うアカウント"),
        pytest.param({"sub": ""}, id="だれでもない"),
    ],
)
def test_a_wrong_claim_is_not_believed(claims: dict[str, Any]) -> None:
    with pytest.raises(shared.TokenNotBelieved):
        signed_in(Provider(claims=claims))


def test_a_token_of_another_key_is_not_believed() -> None:
    with pytest.raises(shared.TokenNotBelieved):
        signed_in(Provider(shown=OTHER_KEY))


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(
            lambda claims: jwt.encode(
                {"alg": "ES256", "kid": "op-1"}, claims, ECKey.generate_key("P-256")
            ),
            id="ES256",
        ),
        pytest.param(
            lambda claims: jwt.encode({"alg": "PS256", "kid": "op-1"}, claims, KEY,
                                      algorithms=["PS256"]),
            id="同じ鍵のPS256",
        ),
        pytest.param(lambda claims: "eyJhbGciOiJub25lIn0.e30.", id="署名なし"),
        pytest.param(lambda claims: "not.a.token", id="トークンでない"),
    ],
)  # fmt: skip
def test_another_algorithm_or_nonsense_is_not_believed(
    sign: Callable[[dict[str, Any]], str],
) -> None:
    with pytest.raises(shared.TokenNotBelieved):
        signed_in(Provider(sign=sign))


def test_a_new_key_of_the_provider_is_fetched() -> None:
    provider = Provider()
    gbizid = connected(provider)
    pending = begun(provider, gbizid)
    gbizid.finish(pending, {"code": "code-1", "state": pending["state"]})
    provider.key = NEW_KEY

    pending = begun(provider, gbizid)
    account = gbizid.finish(pending, {"code": "code-1", "state": pending["state"]})

    assert account.kind is Kind.PRIME
    assert provider.calls.count("jwks.json") == 2


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        pytest.param({"state": "another"}, shared.NotThisSignIn, id="stateが違う"),
        pytest.param({"state": ""}, shared.NotThisSignIn, id="stateなし"),
        pytest.param({"code": ""}, shared.NotThisSignIn, id="codeなし"),
        pytest.param({"iss": "http://x.example"}, shared.NotThisSignIn, id="ほかの発行者から"),
        pytest.param({"error": "access_denied"}, refusals.Declined, id="本人が中止"),
        pytest.param({"error": "invalid_scope"}, refusals.ProviderRefused, id="求めすぎ"),
    ],
)
def test_a_return_that_is_not_ours_is_refused(
    query: dict[str, str], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        signed_in(Provider(), **query)


def test_a_code_used_twice_has_expired() -> None:
    answer = httpx.Response(400, json={"error": "invalid_grant"})

    with pytest.raises(shared.SignInExpired):
        signed_in(Provider(answers={"token": answer}))


@pytest.mark.parametrize("told", [prime, member, sole_proprietor])
@pytest.mark.parametrize(
    "missing",
    ["account_type", "corp_type", "corporate_number", "name", "prefecture_name", "address1",
     "rep_last_nm", "rep_first_nm", "user_last_nm", "user_first_nm"],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, "", "　", 7])
def test_an_account_that_is_not_told_whole_is_refused(
    told: Callable[..., dict[str, Any]], missing: str, value: Any
) -> None:
    with pytest.raises(refusals.FactsMissing):
        signed_in(Provider(told(**{missing: value})))


@pytest.mark.parametrize(
    "changed",
    [{"account_type": "4"}, {"corp_type": "3"}, {"prefecture_name": "48"},
     {"birthday_ymd": "19700230"}, {"birthday_ymd": ""}],
    ids=lambda changed: str(next(iter(changed.items()))),
)  # fmt: skip
def test_a_code_or_a_day_that_is_none_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(refusals.FactsMissing):
        signed_in(Provider(prime(**changed)))


@pytest.mark.parametrize("number", ["1111111111111", "201040199900", "２０１０４０１９９９００１"])
def test_a_corporate_number_without_its_check_digit_is_refused(number: str) -> None:
    with pytest.raises(refusals.NumberNotBelieved):
        signed_in(Provider(prime(corporate_number=number)))


def proved(**changed: Any) -> dict[str, Any]:
    """The proof of a prime account, with changes in its verification or its claims."""
    proof: dict[str, Any] = deepcopy(golden("prime_corp")["verified_claims"])
    for part in ("verification", "claims"):
        proof[part] |= {name: value for name, value in changed.items() if name in proof[part]}
    return proof


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(proved(assurance_level="ial1"), id="本人確認が低い"),
        pytest.param(proved(trust_framework="another"), id="別の枠組み"),
        pytest.param(proved(authority={}), id="どの会社の権限でもない"),
        pytest.param(
            proved(authority={"applies_to": {"registration_number": "7000012050002"}}),
            id="別の会社の権限",
        ),
        pytest.param(proved(authority="prime"), id="権限が文字"),
        pytest.param({}, id="空"),
        pytest.param(None, id="なし"),
        pytest.param([], id="配列"),
    ],
)
def test_a_prime_account_that_is_not_proved_is_refused(proof: Any) -> None:
    with pytest.raises(refusals.NotProved):
        signed_in(Provider(prime(verified_claims=proof)))


def test_a_member_of_another_company_than_it_names_is_refused() -> None:
    other = {"claims": {"authority": {"applies_to": {"registration_number": "7000012050002"}}}}

    with pytest.raises(refusals.NotProved):
        signed_in(Provider(member(verified_claims=other)))


@pytest.mark.parametrize("told", [prime, sole_proprietor])
def test_a_representative_who_is_not_the_person_identified_is_refused(
    told: Callable[..., dict[str, Any]],
) -> None:
    with pytest.raises(refusals.RepresentativeChanged):
        signed_in(Provider(told(rep_last_nm="後任", rep_first_nm="継男")))


def test_half_a_character_does_not_reach_what_is_kept() -> None:
    told = json.dumps(prime(name="株式会社架空\ud800商事"))
    provider = Provider(answers={"userinfo": httpx.Response(200, text=told)})

    account = signed_in(provider)

    assert account.name == "株式会社架空商事"


@pytest.mark.parametrize("place", ["openid-configuration", "token", "userinfo", "jwks.json"])
def test_a_provider_that_is_down_is_unreachable(place: str) -> None:
    with pytest.raises(Unreachable):
        signed_in(Provider(answers={place: httpx.Response(503)}))


@pytest.mark.parametrize("place", ["openid-configuration", "token", "userinfo", "jwks.json"])
@pytest.mark.parametrize("status", [200, 401, 403])
def test_a_provider_that_talks_nonsense_or_does_not_know_us_is_rejected(
    place: str, status: int
) -> None:
    with pytest.raises(Rejected):
        signed_in(Provider(answers={place: httpx.Response(status, text="<html>")}))


@pytest.mark.parametrize("issuer", ["http://other.example/oauth/", "http://gbiz.example/oauth"])
def test_another_issuer_behind_the_address_is_rejected_whatever_else_it_says(issuer: str) -> None:
    provider = Provider()
    request = httpx.Request("GET", f"{ISSUER}.well-known/openid-configuration")
    said = provider.openid_configuration(request) | {"issuer": issuer}
    provider.answers["openid-configuration"] = httpx.Response(200, json=said)

    with pytest.raises(Rejected):
        connected(provider).begin(BACK)


def test_the_fake_plays_the_same_part() -> None:
    gbizid = fake.FakeGbizId()

    url, pending = gbizid.begin(BACK)
    account = gbizid.finish(pending, dict(parse_qsl(urlsplit(url).query)))

    assert account == fake.SAMPLE
    with pytest.raises(shared.NotThisSignIn):
        gbizid.finish(pending, {"state": "another"})

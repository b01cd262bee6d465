"""デジタル認証アプリ: a sign-in that is good, and each way it can be bad."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import ECKey, KeySet

from outside_world import faults
from outside_world.daa import client_assertion, sign_ins
from outside_world.world import World

OIDC = "/daa/realms/main/protocol/openid-connect"
REDIRECT = "http://portal.test/sign-in/back"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # RFC 7636, appendix B
GOOD = {
    "response_type": "code", "client_id": "kyosai", "redirect_uri": REDIRECT,
    "scope": "openid name address birthdate gender", "state": "state-1", "nonce": "nonce-1",
    "code_challenge": CHALLENGE, "code_challenge_method": "S256", "acr_values": "aal3 crl",
}  # fmt: skip
Assertion = Callable[..., str]


@pytest.fixture
def assertion(world: World) -> Assertion:
    def made(*, key: ECKey | None = None, **changed: Any) -> str:
        now = sign_ins.instant()
        claims = {
            "iss": "kyosai", "sub": "kyosai", "aud": f"http://outside.test{OIDC}/token",
            "jti": str(uuid4()), "iat": now, "exp": now + 60,
        }  # fmt: skip
        own = ECKey.import_key(json.loads(world.key("daa_client.jwk")))
        return jwt.encode({"alg": "ES256"}, claims | changed, key or own)

    return made


def tap(client: FlaskClient, *, person: str = "hanako", **asked: str) -> dict[str, str]:
    """Go through the pages and return what comes back in the redirect."""
    door = client.get(f"{OIDC}/auth", query_string=GOOD | asked)
    page = urlsplit(door.headers["Location"]).path
    assert client.get(page).status_code == 200
    back = client.post(page, data={"person": person, "pin": "1234", "action": "tap"})
    return query_of(back.headers["Location"])


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def exchange(client: FlaskClient, code: str, assertion: str, **changed: str) -> Any:
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER, "client_id": "kyosai",
        "client_assertion_type": client_assertion.TYPE, "client_assertion": assertion,
    }  # fmt: skip
    return client.post(f"{OIDC}/token", data=form | changed)


def claims_of(client: FlaskClient, id_token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(client.get(f"{OIDC}/certs").get_json())
    return dict(jwt.decode(id_token, keys, algorithms=["ES256"]).claims)


def test_discovery_names_every_place(client: FlaskClient) -> None:
    found = client.get("/daa/realms/main/.well-known/openid-configuration").get_json()

    assert found["issuer"] == "http://outside.test/daa/realms/main"
    assert found["token_endpoint"] == f"http://outside.test{OIDC}/token"
    assert found["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]


def test_a_tapped_card_gives_four_facts(client: FlaskClient, assertion: Assertion) -> None:
    back = tap(client)
    tokens = exchange(client, back["code"], assertion()).get_json()
    claims = claims_of(client, tokens["id_token"])
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    facts = client.get(f"{OIDC}/userinfo", headers=bearer).get_json()

    assert back["state"] == "state-1"
    assert (claims["nonce"], claims["aud"], claims["acr"]) == ("nonce-1", "kyosai", "aal3 crl")
    assert claims["exp"] > sign_ins.instant() >= claims["auth_time"]
    assert facts == {
        "sub": claims["sub"], "name": "見本　花子", "birthdate": "19800401", "gender": "2",
        "address": "東京都架空区見本町１丁目２番３号",
    }  # fmt: skip


def test_the_issuer_is_also_taken_as_audience(client: FlaskClient, assertion: Assertion) -> None:
    code = tap(client)["code"]

    aud = "http://outside.test/daa/realms/main"
    assert exchange(client, code, assertion(aud=aud)).status_code == 200


def test_the_same_person_is_the_same_sub_and_another_is_not(
    client: FlaskClient, assertion: Assertion
) -> None:
    def sub(person: str) -> str:
        code = tap(client, person=person)["code"]
        return str(
            claims_of(client, exchange(client, code, assertion()).get_json()["id_token"])["sub"]
        )

    assert sub("hanako") == sub("hanako") != sub("taro")


def test_only_what_was_asked_for_is_told(client: FlaskClient, assertion: Assertion) -> None:
    code = tap(client, scope="openid name")["code"]
    tokens = exchange(client, code, assertion()).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}

    assert set(client.get(f"{OIDC}/userinfo", headers=bearer).get_json()) == {"sub", "name"}


def test_one_may_be_somebody_of_ones_own(client: FlaskClient, assertion: Assertion) -> None:
    page = urlsplit(client.get(f"{OIDC}/auth", query_string=GOOD).headers["Location"]).path
    own = {"person": "own", "pin": "9876", "name": "自作　人", "address": "架空県", "gender": "1",
           "birthdate": "19991231"}  # fmt: skip
    code = query_of(client.post(page, data=own).headers["Location"])["code"]
    tokens = exchange(client, code, assertion()).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}

    facts = client.get(f"{OIDC}/userinfo", headers=bearer).get_json()
    assert (facts["name"], facts["birthdate"]) == ("自作　人", "19991231")


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"person": "hanako", "pin": "0000"}, "暗証番号がちがいます"),
        ({"person": "hanako", "pin": "12a4"}, "数字4桁"),
        ({"person": "hanako", "pin": "１２３４"}, "数字4桁"),
        ({"pin": "1234"}, "だれのカード"),
        ({"person": "own", "pin": "1234"}, "名前と住所"),
        ({"person": "own", "pin": "1234", "name": "人", "address": "所", "gender": "1",
          "birthdate": "1980-02-30"}, "生年月日"),
    ],
)  # fmt: skip
def test_a_card_that_does_not_open_says_why(
    client: FlaskClient, filled: dict[str, str], words: str
) -> None:
    page = urlsplit(client.get(f"{OIDC}/auth", query_string=GOOD).headers["Location"]).path

    answer = client.post(page, data=filled)

    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"state": ""}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "name"}, "invalid_scope"),
        ({"scope": "openid email"}, "invalid_scope"),
    ],
)
def test_a_request_that_breaks_a_rule_comes_back_with_the_error(
    client: FlaskClient, changed: dict[str, str], error: str
) -> None:
    answer = client.get(f"{OIDC}/auth", query_string=GOOD | changed)

    assert answer.headers["Location"].startswith(REDIRECT)
    assert query_of(answer.headers["Location"])["error"] == error


@pytest.mark.parametrize(
    "changed",
    [{"client_id": "other"}, {"redirect_uri": "http://evil.test/back"},
     {"redirect_uri": "http://portal.test.evil.test/"}],
)  # fmt: skip
def test_a_stranger_is_not_redirected(client: FlaskClient, changed: dict[str, str]) -> None:
    answer = client.get(f"{OIDC}/auth", query_string=GOOD | changed)

    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_a_code_is_good_once(client: FlaskClient, assertion: Assertion) -> None:
    code = tap(client)["code"]
    exchange(client, code, assertion())

    assert exchange(client, code, assertion()).get_json()["error"] == "invalid_grant"


def test_a_code_is_good_for_five_minutes(
    client: FlaskClient, assertion: Assertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, asserted = tap(client)["code"], assertion()
    now = sign_ins.instant()
    monkeypatch.setattr(client_assertion, "_check_once", lambda *_: None)
    monkeypatch.setattr(sign_ins, "instant", lambda: now + 301)

    assert exchange(client, code, asserted).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changed",
    [{"code_verifier": "x" * 43}, {"redirect_uri": "http://portal.test/other"}],
)
def test_a_code_does_not_go_to_somebody_else(
    client: FlaskClient, assertion: Assertion, changed: dict[str, str]
) -> None:
    code = tap(client)["code"]

    assert exchange(client, code, assertion(), **changed).get_json()["error"] == "invalid_grant"


def test_a_guessed_code_is_no_code(client: FlaskClient, assertion: Assertion) -> None:
    assert exchange(client, "guess", assertion()).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "other"}, {"sub": "other"}, {"aud": "http://elsewhere.test"}, {"exp": 1},
        {"exp": 9_999_999_999}, {"jti": ""}, {"key": ECKey.generate_key("P-256")},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_a_client_that_cannot_show_who_it_is_gets_nothing(
    client: FlaskClient, assertion: Assertion, changed: dict[str, Any]
) -> None:
    answer = exchange(client, tap(client)["code"], assertion(**changed))

    assert (answer.status_code, answer.get_json()["error"]) == (401, "invalid_client")


def test_an_assertion_is_used_once(client: FlaskClient, assertion: Assertion) -> None:
    same = assertion()
    assert exchange(client, tap(client)["code"], same).status_code == 200

    assert exchange(client, tap(client)["code"], same).get_json()["error"] == "invalid_client"


def test_a_sign_in_survives_a_restart(
    client: FlaskClient, world: World, assertion: Assertion
) -> None:
    code = tap(client)["code"]
    from outside_world.application import application
    from outside_world.bank.rounds import Rounds

    again = application(world, Rounds(world)).test_client()

    assert exchange(again, code, assertion()).status_code == 200


@pytest.mark.parametrize(
    ("fault", "claim", "expected"),
    [
        ("daa.wrong_nonce", "nonce", "another-nonce"),
        ("daa.wrong_aud", "aud", "another-client"),
        ("daa.lower_acr", "acr", "aal2"),
    ],
)
def test_a_wrong_claim_on_demand(
    client: FlaskClient, world: World, assertion: Assertion, fault: str, claim: str, expected: str
) -> None:
    faults.switch(world.memory, fault, on=True)

    tokens = exchange(client, tap(client)["code"], assertion()).get_json()

    assert claims_of(client, tokens["id_token"])[claim] == expected


def test_an_expired_token_on_demand(
    client: FlaskClient, world: World, assertion: Assertion
) -> None:
    faults.switch(world.memory, "daa.expired", on=True)

    tokens = exchange(client, tap(client)["code"], assertion()).get_json()

    assert claims_of(client, tokens["id_token"])["exp"] < sign_ins.instant()


def test_a_token_of_another_key_on_demand(
    client: FlaskClient, world: World, assertion: Assertion
) -> None:
    faults.switch(world.memory, "daa.wrong_key", on=True)
    tokens = exchange(client, tap(client)["code"], assertion()).get_json()

    with pytest.raises(BadSignatureError):
        claims_of(client, tokens["id_token"])


def test_a_used_code_on_demand(client: FlaskClient, world: World, assertion: Assertion) -> None:
    faults.switch(world.memory, "daa.replayed_code", on=True)

    answer = exchange(client, tap(client)["code"], assertion())

    assert answer.get_json()["error"] == "invalid_grant"


def test_another_person_in_userinfo_on_demand(
    client: FlaskClient, world: World, assertion: Assertion
) -> None:
    faults.switch(world.memory, "daa.other_person", on=True)
    tokens = exchange(client, tap(client)["code"], assertion()).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}

    facts = client.get(f"{OIDC}/userinfo", headers=bearer).get_json()
    assert facts["sub"] != claims_of(client, tokens["id_token"])["sub"]


def test_a_person_may_refuse(client: FlaskClient) -> None:
    page = urlsplit(client.get(f"{OIDC}/auth", query_string=GOOD).headers["Location"]).path

    back = query_of(client.post(page, data={"action": "refuse"}).headers["Location"])

    assert (back["error"], back["state"]) == ("access_denied", "state-1")


def test_an_expired_certificate_opens_nothing(client: FlaskClient) -> None:
    page = urlsplit(client.get(f"{OIDC}/auth", query_string=GOOD).headers["Location"]).path
    shown = client.post(page, data={"person": "kigen", "pin": "1234"})
    way_back = re.search(r'action="([^"]+)"', shown.text)

    assert shown.status_code == 403
    assert way_back
    back = query_of(client.post(way_back[1]).headers["Location"])
    assert back["error"] == "access_denied"


@pytest.mark.parametrize("bearer", ["", "Bearer ", "Bearer a.b.c", "Basic abc"])
def test_userinfo_needs_a_good_token(client: FlaskClient, bearer: str) -> None:
    answer = client.get(f"{OIDC}/userinfo", headers={"Authorization": bearer})

    assert answer.status_code == 401


def test_the_verifier_is_the_published_one() -> None:
    digest = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()

    assert digest == CHALLENGE

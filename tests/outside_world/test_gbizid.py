"""GビズID: four kinds of account, what each scope tells, and each way a sign-in can be bad."""

import re
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from kyosai.basis.identifiers import is_corporate_number
from outside_world import faults, people
from outside_world.gbizid import accounts, sign_ins
from outside_world.register import companies
from outside_world.world import World

ISSUER = "http://outside.test/gbizid/oauth/"
PLACE = "/gbizid/oauth"
REDIRECT = "http://portal.test/sign-in/gbizid/return/"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # RFC 7636, appendix B
SCOPE = "openid profile user mandate email jp_gbizid_v1_ida"
GOOD = {
    "response_type": "code", "client_id": "kyosai", "redirect_uri": REDIRECT, "scope": SCOPE,
    "state": "state-1", "nonce": "nonce-1", "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}  # fmt: skip
OWN = {
    "account": "own", "kind": "prime_corporation", "name": "自作株式会社",
    "number": "9999901000008", "address": "架空区見本町", "person": "自作　人",
}  # fmt: skip


def enter(client: FlaskClient, form: dict[str, str], **asked: str) -> dict[str, str]:
    """Go through the pages and return what comes back in the redirect."""
    page = page_of(client, **asked)
    assert client.get(page).status_code == 200
    back = client.post(page, data={"password": "1234", "action": "enter"} | form)
    return query_of(back.headers["Location"])


def page_of(client: FlaskClient, **asked: str) -> str:
    door = client.get(f"{PLACE}/authorize", query_string=GOOD | asked)
    return urlsplit(door.headers["Location"]).path


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def secret_of(world: World, *, client_id: str = "kyosai", secret: bytes = b"") -> dict[str, str]:
    shown = client_id.encode() + b":" + (secret or world.key("gbizid_secret"))
    return {"Authorization": f"Basic {b64encode(shown).decode()}"}


def exchange(client: FlaskClient, world: World, with_code: str, **changed: str) -> Any:
    form = {
        "grant_type": "authorization_code", "code": with_code, "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }  # fmt: skip
    return client.post(f"{PLACE}/token", data=form | changed, headers=secret_of(world))


def claims_of(client: FlaskClient, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(client.get(f"{PLACE}/.well-known/jwks.json").get_json())
    return dict(jwt.decode(token, keys, algorithms=["RS256"]).claims)


def told_of(client: FlaskClient, world: World, account: str, **asked: str) -> dict[str, Any]:
    """Sign in with an account and return its userinfo."""
    code = enter(client, {"account": account}, **asked)["code"]
    tokens = exchange(client, world, code).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    return dict(client.get(f"{PLACE}/userinfo", headers=bearer).get_json())


def test_discovery_names_every_place_under_an_issuer_that_ends_in_a_slash(
    client: FlaskClient,
) -> None:
    found = client.get(f"{PLACE}/.well-known/openid-configuration").get_json()

    assert found["issuer"] == ISSUER
    assert found["authorization_endpoint"] == f"{ISSUER}authorize"
    assert found["token_endpoint"] == f"{ISSUER}token"
    assert found["token_endpoint_auth_methods_supported"] == ["client_secret_basic"]


def test_both_tokens_hold_the_claims_of_the_guideline_and_nothing_personal(
    client: FlaskClient, world: World
) -> None:
    back = enter(client, {"account": "seiki"})
    tokens = exchange(client, world, back["code"]).get_json()
    id_token, access = (claims_of(client, tokens[n]) for n in ("id_token", "access_token"))

    assert back["state"] == "state-1"
    assert re.fullmatch(r"[0-9a-zA-Z]{22}", back["code"])
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3600)
    assert set(id_token) == {"sub", "aud", "iss", "exp", "iat", "auth_time", "nonce", "jti"}
    assert set(access) == {"sub", "azp", "iss", "exp", "iat", "jti"}
    assert (id_token["iss"], id_token["aud"], id_token["nonce"]) == (ISSUER, "kyosai", "nonce-1")


def test_a_prime_account_tells_company_representative_and_proof(
    client: FlaskClient, world: World
) -> None:
    told = told_of(client, world, "seiki")

    assert (told["account_type"], told["corp_type"]) == ("2", "1")
    assert (told["corporate_number"], told["name"]) == ("9999901000008", "見本精機株式会社")
    assert (told["prefecture_name"], told["address1"]) == ("13", "架空区")
    assert (told["rep_last_nm"], told["rep_first_nm"], told["birthday_ymd"]) == (
        "試作", "進", "19680909",
    )  # fmt: skip
    proof = told["verified_claims"]
    assert proof["verification"]["assurance_level"] == "ial2"
    assert proof["claims"]["authority"]["applies_to"] == {"registration_number": "9999901000008"}
    assert proof["claims"]["authority"]["permission"] == [{"role": "jp_gbizid_prime"}]


def test_a_sole_proprietors_number_is_no_corporate_number(
    client: FlaskClient, world: World
) -> None:
    told = told_of(client, world, "bakery")

    assert (told["account_type"], told["corp_type"]) == ("2", "2")
    assert len(told["corporate_number"]) == 13
    assert not is_corporate_number(told["corporate_number"])
    assert told["verified_claims"]["claims"]["address"]["country"] == "JP"


@pytest.mark.parametrize(
    ("account", "mandate"), [("seiki_keiri", [{"client_id": "kyosai"}]), ("seiki_shinjin", [])]
)
def test_a_member_tells_its_parent_and_the_services_it_may_use(
    client: FlaskClient, world: World, account: str, mandate: list[dict[str, str]]
) -> None:
    told = told_of(client, world, account)

    assert (told["account_type"], told["parent_id"]) == ("3", "seiki")
    assert told["mandate_info"] == mandate
    assert set(told["verified_claims"]["claims"]) == {"authority"}


def test_an_entry_account_proves_nothing(client: FlaskClient, world: World) -> None:
    told = told_of(client, world, "saburo")

    assert (told["account_type"], told["corporate_number"]) == ("1", "")
    assert told["verified_claims"] == {
        "verification": {"trust_framework": "jp_gbizid_v1", "assurance_level": "ial1"},
        "claims": {},
    }
    assert not {"birthday_ymd", "rep_last_nm", "user_last_nm"} & set(told)


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        ("openid", {"sub"}),
        ("openid email", {"sub", "email"}),
        ("openid role delegation_info", {"sub", "role", "delegation_info"}),
    ],
)
def test_only_what_was_asked_for_is_told(
    client: FlaskClient, world: World, scope: str, names: set[str]
) -> None:
    assert set(told_of(client, world, "seiki", scope=scope)) == names


def test_a_scope_that_is_left_out_stands_for_all(client: FlaskClient, world: World) -> None:
    asked = {name: value for name, value in GOOD.items() if name != "scope"}
    door = client.get(f"{PLACE}/authorize", query_string=asked)
    page = urlsplit(door.headers["Location"]).path
    back = client.post(page, data={"account": "seiki", "password": "1"}).headers["Location"]

    tokens = exchange(client, world, query_of(back)["code"]).get_json()

    assert {"profile", "offline_access", "delegation_info"} <= set(tokens["scope"].split())


def test_the_same_account_is_the_same_sub_and_another_is_not(
    client: FlaskClient, world: World
) -> None:
    subs = [told_of(client, world, key)["sub"] for key in ("seiki", "seiki", "seiki_keiri")]

    assert subs[0] == subs[1] != subs[2]


@pytest.mark.parametrize("kind", accounts.KINDS)
def test_one_may_play_an_account_of_ones_own(client: FlaskClient, world: World, kind: str) -> None:
    code = enter(client, OWN | {"kind": kind})["code"]
    tokens = exchange(client, world, code).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    told = client.get(f"{PLACE}/userinfo", headers=bearer).get_json()

    assert told["name"] == "自作株式会社"
    assert (told["account_type"], told["corp_type"]) == accounts.KINDS[kind][1:]


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"account": "seiki", "password": "0000"}, "パスワードがちがいます"),
        ({"account": "seiki", "password": ""}, "パスワードを入れてください"),
        ({"account": "nobody"}, "どのアカウント"),
        (OWN | {"kind": "king"}, "アカウントの種類"),
        (OWN | {"name": ""}, "名前と所在地"),
        (OWN | {"number": "123"}, "数字13桁"),
        (OWN | {"person": "自作人"}, "姓と名のあいだ"),
    ],
)
def test_an_account_that_does_not_open_says_why(
    client: FlaskClient, filled: dict[str, str], words: str
) -> None:
    answer = client.post(page_of(client), data={"password": "1234"} | filled)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_login_hint_chooses_the_account(client: FlaskClient) -> None:
    page = client.get(page_of(client, login_hint="hanako@example.jp")).text

    assert re.search(r'id="account-bakery" checked', page)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"state": "あ"}, "invalid_request"),
        ({"scope": "openid address"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
def test_a_request_that_breaks_a_rule_comes_back_with_the_error(
    client: FlaskClient, changed: dict[str, str], error: str
) -> None:
    answer = client.get(f"{PLACE}/authorize", query_string=GOOD | changed)

    assert answer.headers["Location"].startswith(REDIRECT)
    assert query_of(answer.headers["Location"])["error"] == error


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "other"}, "invalid_client"),
        ({"redirect_uri": "http://evil.test/back"}, "invalid_grant"),
        ({"redirect_uri": f"{REDIRECT}more"}, "invalid_grant"),
    ],
)
def test_a_stranger_sees_a_page_and_is_not_redirected(
    client: FlaskClient, changed: dict[str, str], error: str
) -> None:
    answer = client.get(f"{PLACE}/authorize", query_string=GOOD | changed)

    assert answer.status_code == 400
    assert error in answer.text
    assert "Location" not in answer.headers


def test_a_code_is_good_once(client: FlaskClient, world: World) -> None:
    code = enter(client, {"account": "seiki"})["code"]
    exchange(client, world, code)

    assert exchange(client, world, code).get_json()["error"] == "invalid_grant"


def test_a_code_is_good_for_five_minutes(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, now = enter(client, {"account": "seiki"})["code"], sign_ins.instant()
    monkeypatch.setattr(sign_ins, "instant", lambda: now + 301)

    assert exchange(client, world, code).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"redirect_uri": f"{REDIRECT}x"}, "invalid_grant"),
        ({"code": "guess"}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_does_not_go_to_somebody_else(
    client: FlaskClient, world: World, changed: dict[str, str], error: str
) -> None:
    answer = exchange(client, world, enter(client, {"account": "seiki"})["code"], **changed)

    assert (answer.status_code, answer.get_json()["error"]) == (400, error)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param({}, id="何も示さない"),
        pytest.param({"Authorization": "Basic ???"}, id="Base64でない"),
        pytest.param({"Authorization": "Bearer a3lvc2FpOng="}, id="別の方式"),
        pytest.param({"client_id": "other"}, id="別のクライアント"),
        pytest.param({"secret": b"guess"}, id="別の合言葉"),
    ],
)
def test_a_client_that_cannot_show_its_secret_gets_nothing(
    client: FlaskClient, world: World, shown: dict[str, Any]
) -> None:
    is_header = not shown or "Authorization" in shown
    headers = shown if is_header else secret_of(world, **shown)
    form = {"grant_type": "authorization_code", "code": "x"}

    answer = client.post(f"{PLACE}/token", data=form, headers=headers)

    assert (answer.status_code, answer.get_json()["error"]) == (401, "unauthorized")


def refresh(client: FlaskClient, world: World, token: str, **more: str) -> Any:
    form = {"grant_type": "refresh_token", "refresh_token": token} | more
    return client.post(f"{PLACE}/token", data=form, headers=secret_of(world))


def test_a_refresh_token_comes_with_offline_access_alone_and_is_used_once(
    client: FlaskClient, world: World
) -> None:
    plain = exchange(client, world, enter(client, {"account": "seiki"})["code"]).get_json()
    code = enter(client, {"account": "seiki"}, scope="openid email offline_access")["code"]
    token = exchange(client, world, code).get_json()["refresh_token"]

    fresh = refresh(client, world, token).get_json()
    again = refresh(client, world, token)
    less = refresh(client, world, fresh["refresh_token"], scope="openid")

    assert "refresh_token" not in plain
    assert token.endswith(".") and fresh["refresh_token"] != token
    assert (again.status_code, again.get_json()["error"]) == (401, "invalid_token")
    assert less.get_json()["scope"] == "openid"


@pytest.mark.parametrize("scope", ["email", "openid profile"])
def test_a_refreshed_scope_keeps_openid_and_grows_never(
    client: FlaskClient, world: World, scope: str
) -> None:
    code = enter(client, {"account": "seiki"}, scope="openid email offline_access")["code"]
    token = exchange(client, world, code).get_json()["refresh_token"]

    answer = refresh(client, world, token, scope=scope)

    assert (answer.status_code, answer.get_json()["error"]) == (401, "invalid_scope")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "e30.e30.", "e30.W10.", "é.é.é"])
def test_a_refresh_token_that_is_none_is_refused(
    client: FlaskClient, world: World, token: str
) -> None:
    assert refresh(client, world, token).get_json()["error"] == "invalid_token"


@pytest.mark.parametrize("bearer", ["", "Bearer ", "Bearer a.b.c", "Basic abc"])
def test_userinfo_needs_a_good_token(client: FlaskClient, bearer: str) -> None:
    answer = client.get(f"{PLACE}/userinfo", headers={"Authorization": bearer})

    assert (answer.status_code, answer.get_json()["error"]) == (401, "invalid_token")


def test_userinfo_needs_openid(client: FlaskClient, world: World) -> None:
    code = enter(client, {"account": "seiki"}, scope="profile")["code"]
    tokens = exchange(client, world, code).get_json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}

    answer = client.get(f"{PLACE}/userinfo", headers=bearer)

    assert "id_token" not in tokens
    assert (answer.status_code, answer.get_json()["error"]) == (403, "insufficient_scope")


@pytest.mark.parametrize(
    ("fault", "claim", "expected"),
    [
        ("gbizid.wrong_nonce", "nonce", "another-nonce"),
        ("gbizid.wrong_aud", "aud", "another-client"),
    ],
)
def test_a_wrong_claim_on_demand(
    client: FlaskClient, world: World, fault: str, claim: str, expected: str
) -> None:
    faults.switch(world.memory, fault, on=True)

    tokens = exchange(client, world, enter(client, {"account": "seiki"})["code"]).get_json()

    assert claims_of(client, tokens["id_token"])[claim] == expected


def test_an_expired_token_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "gbizid.expired", on=True)

    tokens = exchange(client, world, enter(client, {"account": "seiki"})["code"]).get_json()

    assert claims_of(client, tokens["id_token"])["exp"] < sign_ins.instant()


def test_a_token_of_another_key_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "gbizid.wrong_key", on=True)
    tokens = exchange(client, world, enter(client, {"account": "seiki"})["code"]).get_json()

    with pytest.raises(BadSignatureError):
        claims_of(client, tokens["id_token"])


def test_a_used_code_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "gbizid.replayed_code", on=True)

    answer = exchange(client, world, enter(client, {"account": "seiki"})["code"])

    assert answer.get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("fault", "changed"),
    [
        ("gbizid.entry_only", {"account_type": "1"}),
        ("gbizid.without_right", {"account_type": "3", "mandate_info": []}),
        ("gbizid.missing_attribute", {"name": None, "rep_last_nm": None}),
        ("gbizid.wrong_number", {"corporate_number": "1" * 13}),
        ("gbizid.changed_representative", {"rep_last_nm": "後任"}),
        ("gbizid.other_account", {"sub": "0" * 32}),
    ],
)
def test_a_wrong_account_on_demand(
    client: FlaskClient, world: World, fault: str, changed: dict[str, Any]
) -> None:
    faults.switch(world.memory, fault, on=True)

    told = told_of(client, world, "seiki")

    assert {name: told.get(name) for name in changed} == changed


def test_a_proof_below_the_account_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "gbizid.not_verified", on=True)

    told = told_of(client, world, "seiki")

    assert told["account_type"] == "2"
    assert told["verified_claims"]["verification"]["assurance_level"] == "ial1"


@pytest.mark.parametrize("way", [{"action": "refuse"}, {"fault": "gbizid.refused"}])
def test_a_person_may_refuse(client: FlaskClient, world: World, way: dict[str, str]) -> None:
    if "fault" in way:
        faults.switch(world.memory, way["fault"], on=True)

    back = enter(client, {"account": "seiki"} | way)

    assert (back["error"], back["state"]) == ("access_denied", "state-1")


def test_a_scope_may_be_refused_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "gbizid.scope_refused", on=True)

    answer = client.get(f"{PLACE}/authorize", query_string=GOOD)

    assert query_of(answer.headers["Location"])["error"] == "invalid_scope"


@pytest.mark.parametrize(
    ("fault", "words"), [("gbizid.sms_only", "GビズIDアプリ"), ("gbizid.retired", "廃止")]
)
def test_an_account_that_is_closed_says_so_and_leads_back(
    client: FlaskClient, world: World, fault: str, words: str
) -> None:
    faults.switch(world.memory, fault, on=True)
    shown = client.post(page_of(client), data={"account": "seiki", "password": "1234"})
    way_back = re.search(r'action="([^"]+)"', shown.text)

    assert (shown.status_code, words in shown.text) == (403, True)
    assert way_back
    back = query_of(client.post(way_back[1]).headers["Location"])
    assert back["error"] == "access_denied"


def test_a_sign_in_that_is_over_says_so(client: FlaskClient) -> None:
    page = page_of(client)
    client.post(page, data={"account": "seiki", "password": "1234"})

    answer = client.get(page)

    assert answer.status_code == 410
    assert "サービスの画面からやり直してください" in answer.text


def test_sample_accounts_fit_the_register_and_the_sample_people() -> None:
    for account in accounts.everybody().values():
        if account.corp_type == accounts.CORPORATION:
            company = companies.named()[account.corporate_number]
            assert account.name in (company.name, company.former_name)
            assert company.city + company.street == account.address1 + account.address2
    by_name = {person.name: person for person in people.everybody().values()}
    for key in ("seiki", "bakery"):
        account = accounts.everybody()[key]
        person = by_name[f"{account.rep_last_nm}　{account.rep_first_nm}"]
        assert person.birthdate.replace("-", "") == account.birthday_ymd
        assert person.business_name == account.name

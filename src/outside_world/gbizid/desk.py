"""トークンの窓口 — discovery, keys, token and userinfo, for the relying party's server."""

import sqlite3
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import compare_digest

from flask import Blueprint, Response, jsonify, request

from outside_world.gbizid import keys, requests, sign_ins, tokens
from outside_world.gbizid.told import told
from outside_world.world import here

desk = Blueprint("gbizid_desk", __name__, url_prefix="/gbizid/oauth")
Answer = tuple[Response, int]


@desk.get("/.well-known/openid-configuration")
def discovery() -> Response:
    """Say where everything is and what is spoken here."""
    issuer = here().gbizid_issuer
    return jsonify(
        issuer=issuer,
        authorization_endpoint=f"{issuer}authorize",
        token_endpoint=f"{issuer}token",
        userinfo_endpoint=f"{issuer}userinfo",
        jwks_uri=f"{issuer}.well-known/jwks.json",
        response_types_supported=["code"],
        grant_types_supported=["authorization_code", "refresh_token"],
        scopes_supported=list(requests.BASE_SCOPES + requests.GRANTED_SCOPES),
        id_token_signing_alg_values_supported=["RS256"],
        token_endpoint_auth_methods_supported=["client_secret_basic"],
        code_challenge_methods_supported=["S256"],
    )


@desk.get("/.well-known/jwks.json")
def jwks() -> Response:
    """Return the public key."""
    return jsonify(keys.published(here()))


@desk.post("/token")
def token() -> Answer:
    """Exchange a code, once, or a refresh token, for tokens."""
    if not keys.is_client(request.headers.get("Authorization", ""), here()):
        return _error("unauthorized", "client_secret_basic is needed", 401)
    match request.form.get("grant_type"):
        case "authorization_code":
            return _for_code()
        case "refresh_token":
            return _for_refresh_token()
        case None | "":
            return _error("invalid_request", "grant_type is required", 400)
        case _:
            return _error("unsupported_grant_type", "this grant is not spoken here", 400)


@desk.get("/userinfo")
def userinfo() -> Answer:
    """Return what the scopes of an access token open."""
    world = here()
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    found = tokens.known(world, bearer) if scheme.lower() == "bearer" else None
    if found is None:
        return _error("invalid_token", "the access token is not good", 401)
    if "openid" not in found["scope"].split():
        return _error("insufficient_scope", "openid is needed", 403)
    account = sign_ins.account_of(sign_ins.of_number(world.memory, found["number"]))
    subject = keys.subject(world, account)
    return jsonify(told(account, subject=subject, scope=found["scope"], memory=world.memory)), 200


def _for_code() -> Answer:
    world = here()
    if not request.form.get("code"):
        return _error("invalid_request", "code is required", 400)
    found = sign_ins.use_code(world.memory, request.form["code"])
    if found is None or found["redirect_uri"] != request.form.get("redirect_uri"):
        return _error("invalid_grant", "the code is unknown, used or too old", 400)
    if found["challenge"] and not _proves(request.form.get("code_verifier", ""), found):
        return _error("invalid_grant", "code_verifier does not fit", 400)
    return _given(found, scope=found["scope"])


def _for_refresh_token() -> Answer:
    """Give new tokens for a refresh token, which is used up by that."""
    world = here()
    known = tokens.refreshed(world, request.form.get("refresh_token", ""))
    if known is None:
        return _error("invalid_token", "the refresh token is not good", 401)
    jti, found = known
    scope = request.form.get("scope", found["scope"])
    if "openid" not in scope.split() or not set(scope.split()) <= set(found["scope"].split()):
        return _error("invalid_scope", "scope must hold openid, and nothing new", 401)
    if not sign_ins.use_up(world.memory, jti=jti):
        return _error("invalid_token", "the refresh token was used", 401)
    return _given(sign_ins.of_number(world.memory, found["number"]), scope=scope)


def _given(sign_in: sqlite3.Row, *, scope: str) -> Answer:
    answer = jsonify(tokens.answer(here(), sign_in, scope=scope))
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200


def _proves(verifier: str, sign_in: sqlite3.Row) -> bool:
    digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=")
    return compare_digest(digest, sign_in["challenge"].encode())


def _error(error: str, description: str, status: int) -> Answer:
    return jsonify(error=error, error_description=description), status

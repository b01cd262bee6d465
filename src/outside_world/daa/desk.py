"""トークンの窓口 — discovery, keys, token and userinfo, for the relying party's server."""

import json
import sqlite3
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from flask import Blueprint, Response, jsonify, request

from outside_world import faults
from outside_world.daa import client_assertion, keys, sign_ins, tokens
from outside_world.daa.signing import desk as signing
from outside_world.world import here

desk = Blueprint("daa_desk", __name__, url_prefix="/daa/realms/main")
OIDC = "/protocol/openid-connect"


@desk.get("/.well-known/openid-configuration")
def discovery() -> Response:
    """Say where everything is and what is spoken here."""
    issuer = here().issuer
    return jsonify(
        issuer=issuer,
        authorization_endpoint=f"{issuer}{OIDC}/auth",
        token_endpoint=f"{issuer}{OIDC}/token",
        userinfo_endpoint=f"{issuer}{OIDC}/userinfo",
        jwks_uri=f"{issuer}{OIDC}/certs",
        response_types_supported=["code"],
        grant_types_supported=["authorization_code", "client_credentials"],
        subject_types_supported=["pairwise"],
        scopes_supported=["openid", "name", "address", "birthdate", "gender", "sign"],
        id_token_signing_alg_values_supported=["ES256"],
        token_endpoint_auth_methods_supported=["private_key_jwt"],
        token_endpoint_auth_signing_alg_values_supported=["ES256"],
        code_challenge_methods_supported=["S256"],
        acr_values_supported=["aal2", "aal3", "aal3 crl"],
        claims_supported=["sub", "name", "address", "birthdate", "gender"],
    )


@desk.get(f"{OIDC}/certs")
def certs() -> Response:
    """Return the public keys."""
    return jsonify(keys.published(here()))


@desk.post(f"{OIDC}/token")
def token() -> tuple[Response, int]:
    """Exchange a code, once, for the tokens of a sign-in."""
    world = here()
    try:
        client_assertion.check(request.form, world, token_url=f"{world.issuer}{OIDC}/token")
    except client_assertion.NotTheClient as stranger:
        return _error("invalid_client", str(stranger), 401)
    if request.form.get("grant_type") == "client_credentials":
        return jsonify(signing.client_token(world)), 200
    if request.form.get("grant_type") != "authorization_code":
        return _error("unsupported_grant_type", "no such grant is spoken here", 400)
    found = sign_ins.use_code(world.memory, request.form.get("code", ""))
    if found is None or found["redirect_uri"] != request.form.get("redirect_uri"):
        return _error("invalid_grant", "the code is unknown, used or too old", 400)
    if not _proves(request.form.get("code_verifier", ""), found):
        return _error("invalid_grant", "code_verifier does not fit", 400)
    person = sign_ins.person_of(found)
    subject = keys.pairwise_subject(world, person, client_id=found["client_id"])
    answer = jsonify(
        access_token=tokens.access_token(world, found, subject=subject),
        id_token=tokens.id_token(world, found, subject=subject),
        token_type="Bearer",  # noqa: S106 (a word of the protocol)
        expires_in=tokens.LIVES,
        scope=found["scope"],
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200


@desk.get(f"{OIDC}/userinfo")
def userinfo() -> tuple[Response, int]:
    """Return those of the four facts that were asked for."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    known = tokens.sign_in_of(here(), bearer) if scheme.lower() == "bearer" else None
    if known is None:
        return _error("invalid_token", "the access token is not good", 401)
    sign_in, subject = known
    if faults.strikes(here().memory, "daa.other_person"):
        subject = "00000000-0000-4000-8000-000000000000"
    return jsonify({"sub": subject} | _facts(sign_in)), 200


def _facts(sign_in: sqlite3.Row) -> dict[str, Any]:
    person = json.loads(sign_in["person"])
    person["birthdate"] = person["birthdate"].replace("-", "")
    asked = sign_in["scope"].split()
    return {name: person[name] for name in ("name", "address", "birthdate", "gender")
            if name in asked}  # fmt: skip


def _proves(verifier: str, sign_in: sqlite3.Row) -> bool:
    digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=")
    return compare_digest(digest, sign_in["challenge"].encode())


def _error(error: str, description: str, status: int) -> tuple[Response, int]:
    return jsonify(error=error, error_description=description), status

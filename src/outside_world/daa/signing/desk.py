"""署名の窓口 — for the relying party's server: hand a digest in, fetch the result, sealed to it."""

import json
from base64 import b64decode
from typing import Any

from flask import Blueprint, Response, jsonify, request
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from outside_world.daa import keys, sign_ins
from outside_world.daa.signing import transactions
from outside_world.world import DAA_CLIENT_ID, World, here

desk = Blueprint("daa_signing_desk", __name__, url_prefix="/daa/sign-transactions")
LIVES, SHA256_BYTES = 300, 32
SEALED = {"alg": "ECDH-ES", "enc": "A256GCM"}


def client_token(world: World) -> dict[str, Any]:
    """Return a token with which the client itself may hand digests in."""
    now = sign_ins.instant()
    claims = {
        "iss": world.issuer, "sub": DAA_CLIENT_ID, "scope": "sign", "iat": now, "exp": now + LIVES,
    }  # fmt: skip
    header = {"alg": "RS256", "typ": "JWT", "kid": "daa_access"}
    token = jwt.encode(header, claims, keys.of_access_tokens(world))
    return {"access_token": token, "token_type": "Bearer", "expires_in": LIVES}


@desk.post("")
def begin() -> tuple[Response, int]:
    """Keep the digest of what is to be signed."""
    if not _is_client():
        return jsonify(error="invalid_token"), 401
    digest = str((request.get_json(silent=True) or {}).get("digest", ""))
    if not _is_digest(digest):
        return jsonify(error="invalid_request", error_description="digest: base64 of SHA-256"), 400
    number = transactions.begin(here().memory, client_id=DAA_CLIENT_ID, digest=digest)
    return jsonify(sign_transaction_id=number), 201


@desk.get("/<number>/result")
def result(number: str) -> tuple[Response, int]:
    """Return signature and certificate, sealed to the client's key."""
    if not _is_client():
        return jsonify(error="invalid_token"), 401
    found = transactions.of_number(here().memory, number)
    if found is None or found["signature"] is None:
        return jsonify(error="not_found"), 404
    facts = {name: found[name] for name in ("digest", "signature", "certificate")}
    return Response(_sealed(facts), mimetype="application/jose"), 200


def _sealed(facts: dict[str, str]) -> str:
    public = json.loads(here().key("daa_client.public.jwk"))
    key = ECKey.import_key({name: public[name] for name in ("kty", "crv", "x", "y")})
    return jwe.encrypt_compact(SEALED, json.dumps(facts), key, algorithms=list(SEALED.values()))


def _is_client() -> bool:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    try:
        claims = jwt.decode(bearer, keys.of_access_tokens(here()), algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        return False
    is_fresh = int(claims.get("exp", 0)) > sign_ins.instant()
    return scheme.lower() == "bearer" and is_fresh and claims.get("scope") == "sign"


def _is_digest(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == SHA256_BYTES
    except ValueError:
        return False

"""トークン — id, access and refresh tokens, and the ways an id_token can be wrong."""

import json
import sqlite3
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from outside_world import faults
from outside_world.gbizid import keys, sign_ins
from outside_world.world import GBIZID_CLIENT_ID, World

LIVES = 3600
REFRESH_LIVES = 30 * 24 * 3600
ACCESS, REFRESH = "access", "refresh"


def answer(world: World, sign_in: sqlite3.Row, *, scope: str) -> dict[str, Any]:
    """Return the answer of the token endpoint for a sign-in."""
    number, now = sign_in["number"], sign_ins.instant()
    subject = keys.subject(world, sign_ins.account_of(sign_in))
    jti = sign_ins.note_token(
        world.memory, kind=ACCESS, number=number, scope=scope, expires_at=now + LIVES
    )
    given: dict[str, Any] = {
        "access_token": _access_token(world, subject=subject, jti=jti),
        "token_type": "Bearer",
        "expires_in": LIVES,
        "scope": scope,
    }
    if "openid" in scope.split():
        given["id_token"] = _id_token(world, sign_in, subject=subject)
    if "offline_access" in scope.split():
        given["refresh_token"] = _refresh_token(world, number=number, scope=scope)
    return given


def known(world: World, token: str) -> sqlite3.Row | None:
    """Return what an access token was given for, while it is good."""
    try:
        claims = jwt.decode(token, keys.signing(world), algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        return None
    if claims.get("iss") != world.gbizid_issuer:
        return None
    return sign_ins.token(world.memory, kind=ACCESS, jti=str(claims.get("jti", "")))


def refreshed(world: World, token: str) -> tuple[str, sqlite3.Row] | None:
    """Return the jti of a refresh token and what it was given for, while it is good."""
    try:
        body = token.split(".")[1]
        jti = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))["jti"]
    except (ValueError, IndexError, KeyError, TypeError):
        return None
    found = sign_ins.token(world.memory, kind=REFRESH, jti=str(jti))
    return (str(jti), found) if found else None


def _id_token(world: World, sign_in: sqlite3.Row, *, subject: str) -> str:
    claims = _claims(world, subject=subject) | {
        "aud": GBIZID_CLIENT_ID,
        "auth_time": sign_in["signed_in_at"],
        "jti": str(uuid4()),
    }
    if sign_in["nonce"]:
        claims["nonce"] = sign_in["nonce"]
    return _signed(_spoiled(claims, world), _signing_key(world))


def _access_token(world: World, *, subject: str, jti: str) -> str:
    claims = _claims(world, subject=subject) | {"azp": GBIZID_CLIENT_ID, "jti": jti}
    return _signed(claims, keys.signing(world))


def _refresh_token(world: World, *, number: str, scope: str) -> str:
    """Return {alg: none}.{exp, jti}. — unsigned, as the real one is."""
    expires_at = sign_ins.instant() + REFRESH_LIVES
    jti = sign_ins.note_token(
        world.memory, kind=REFRESH, number=number, scope=scope, expires_at=expires_at
    )
    parts = ({"alg": "none"}, {"exp": expires_at, "jti": jti})
    written = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join([*written, b""]).decode()


def _claims(world: World, *, subject: str) -> dict[str, Any]:
    now = sign_ins.instant()
    return {"iss": world.gbizid_issuer, "sub": subject, "iat": now, "exp": now + LIVES}


def _signed(claims: dict[str, Any], key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "typ": "JWT", "kid": key.kid or ""}, claims, key)


def _spoiled(claims: dict[str, Any], world: World) -> dict[str, Any]:
    if faults.strikes(world.memory, "gbizid.wrong_nonce"):
        claims["nonce"] = "another-nonce"
    if faults.strikes(world.memory, "gbizid.wrong_aud"):
        claims["aud"] = "another-client"
    if faults.strikes(world.memory, "gbizid.expired"):
        for name in ("iat", "exp", "auth_time"):
            claims[name] -= 2 * LIVES
    return claims


def _signing_key(world: World) -> RSAKey:
    key = keys.signing(world)
    if faults.strikes(world.memory, "gbizid.wrong_key"):
        return RSAKey.generate_key(2048, {"kid": key.kid or ""})
    return key

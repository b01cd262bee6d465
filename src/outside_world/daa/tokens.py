"""トークン — the id_token and the access token, and the ways an id_token can be wrong."""

import sqlite3
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from outside_world import faults
from outside_world.daa import keys, sign_ins
from outside_world.world import World

LIVES = 300


def id_token(world: World, sign_in: sqlite3.Row, *, subject: str) -> str:
    """Return a signed id_token, or the wrong one that is switched on."""
    now = sign_ins.instant()
    claims: dict[str, Any] = {
        "iss": world.issuer,
        "sub": subject,
        "aud": sign_in["client_id"],
        "iat": now,
        "exp": now + LIVES,
        "auth_time": sign_in["signed_in_at"],
        "nonce": sign_in["nonce"],
        "acr": sign_in["acr"],
    }
    key = keys.of_id_tokens(world)
    header = {"alg": "ES256", "typ": "JWT", "kid": key.kid or ""}
    return jwt.encode(header, _spoiled(claims, world), _signing_key(key, world))


def access_token(world: World, sign_in: sqlite3.Row, *, subject: str) -> str:
    """Return an access token in the manner of Keycloak: RS256, good for userinfo alone."""
    now = sign_ins.instant()
    claims = {
        "iss": world.issuer, "sub": subject, "aud": "account", "typ": "Bearer",
        "azp": sign_in["client_id"], "sid": sign_in["number"], "scope": sign_in["scope"],
        "iat": now, "exp": now + LIVES,
    }  # fmt: skip
    return jwt.encode(
        {"alg": "RS256", "typ": "JWT", "kid": "daa_access"}, claims, keys.of_access_tokens(world)
    )


def sign_in_of(world: World, token: str) -> tuple[sqlite3.Row, str] | None:
    """Return the sign-in and the sub an access token stands for, while it is good."""
    try:
        claims = jwt.decode(token, keys.of_access_tokens(world), algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        return None
    if claims.get("iss") != world.issuer or claims["exp"] <= sign_ins.instant():
        return None
    found = sign_ins.of_number(world.memory, claims["sid"])
    return (found, claims["sub"]) if found else None


def _spoiled(claims: dict[str, Any], world: World) -> dict[str, Any]:
    if faults.strikes(world.memory, "daa.wrong_nonce"):
        claims["nonce"] = "another-nonce"
    if faults.strikes(world.memory, "daa.wrong_aud"):
        claims["aud"] = "another-client"
    if faults.strikes(world.memory, "daa.expired"):
        for name in ("iat", "exp", "auth_time"):
            claims[name] -= 3600
    return claims


def _signing_key(key: ECKey, world: World) -> ECKey:
    if faults.strikes(world.memory, "daa.wrong_key"):
        return ECKey.generate_key("P-256", {"kid": key.kid or ""})
    return key

"""IDトークン — is this token the provider's, for us, and for this sign-in?"""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kyosai.wires.openid.refusals import TokenNotBelieved

LEEWAY_SECONDS = 60


@dataclass(frozen=True)
class Expected:
    """What a token of this sign-in must say."""

    issuer: str
    audience: str
    nonce: str
    algorithm: str


def checked(token: str, *, keys: KeySet, expected: Expected) -> dict[str, Any]:
    """Return the claims of a token that is right in every respect, or refuse it.

    Tokens live on machine time, whatever the day of business.
    """
    claims = _signed(token, keys, algorithm=expected.algorithm)
    _check_claims(claims, expected)
    return claims


def has_key_of(token: str, keys: KeySet) -> bool:
    """Tell whether the key a token names is among these: otherwise they are old."""
    try:
        head = json.loads(_unpadded(token.split(".", 1)[0]))
        return any(key.kid == head.get("kid") for key in keys.keys)
    except (ValueError, AttributeError):
        return False


def _signed(token: str, keys: KeySet, *, algorithm: str) -> dict[str, Any]:
    try:
        return dict(jwt.decode(token, keys, algorithms=[algorithm]).claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise TokenNotBelieved from error


def _check_claims(claims: dict[str, Any], expected: Expected) -> None:
    audience = claims.get("aud")
    several = isinstance(audience, list) and len(audience) > 1
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.audience},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        auth_time={"essential": True},
        azp={"essential": several, "value": expected.audience},
    )
    try:
        registry.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise TokenNotBelieved from error
    nonce, times = claims.get("nonce"), (claims["auth_time"], claims["exp"], claims["iat"])
    if not (isinstance(nonce, str) and compare_digest(nonce.encode(), expected.nonce.encode())):
        raise TokenNotBelieved
    if not all(type(moment) is int for moment in times):
        raise TokenNotBelieved
    if not (isinstance(claims["sub"], str) and claims["sub"]):
        raise TokenNotBelieved


def _unpadded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))

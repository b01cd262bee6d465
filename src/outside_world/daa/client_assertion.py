"""クライアント認証 — private_key_jwt: signed by the client, for us, used once."""

from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from outside_world.daa import keys, sign_ins
from outside_world.world import DAA_CLIENT_ID, World

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = 600


class NotTheClient(Exception):
    """Whoever asks for a token could not show to be the client."""


def check(form: Mapping[str, str], world: World, *, token_url: str) -> None:
    """Refuse whoever does not show a fresh assertion of the registered client."""
    if form.get("client_assertion_type") != TYPE:
        raise NotTheClient("client_assertion_type must be jwt-bearer")
    claims = _claims(form.get("client_assertion", ""), world)
    if not claims.get("iss") == claims.get("sub") == DAA_CLIENT_ID:
        raise NotTheClient("iss and sub must be the client_id")
    if form.get("client_id", DAA_CLIENT_ID) != DAA_CLIENT_ID:
        raise NotTheClient("client_id is another one")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if not {token_url, world.issuer} & set(map(str, audiences)):
        raise NotTheClient("aud must be the token endpoint or the issuer")
    _check_once(claims, world)


def _claims(assertion: str, world: World) -> dict[str, Any]:
    try:
        token = jwt.decode(assertion, keys.of_client(world), algorithms=["ES256"])
    except (JoseError, ValueError) as broken:
        raise NotTheClient("client_assertion is not signed by the client") from broken
    return dict(token.claims)


def _check_once(claims: dict[str, Any], world: World) -> None:
    expires_at, jti = claims.get("exp"), claims.get("jti")
    now = sign_ins.instant()
    if not (isinstance(expires_at, int) and now - 5 < expires_at <= now + LONGEST):
        raise NotTheClient("exp is missing, past or too far away")
    if not (isinstance(jti, str) and 0 < len(jti) <= 255):
        raise NotTheClient("jti is required")
    if not sign_ins.is_first_use(world.memory, jti, expires_at=expires_at):
        raise NotTheClient("jti was used before")

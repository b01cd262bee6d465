"""鍵 — one RS256 key for both tokens, and the secret the client shows."""

import json
from base64 import b64decode
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac_new
from urllib.parse import unquote_plus

from joserfc.jwk import RSAKey

from outside_world.gbizid.accounts import Account
from outside_world.world import GBIZID_CLIENT_ID, World


def signing(world: World) -> RSAKey:
    """Return the key that signs tokens."""
    return RSAKey.import_key(json.loads(world.key("gbizid_op.jwk")))


def published(world: World) -> dict[str, list[dict[str, object]]]:
    """Return the public key a relying party may fetch."""
    return {"keys": [dict(signing(world).as_dict(private=False))]}


def subject(world: World, account: Account) -> str:
    """Return the sub of an account: the same at every sign-in."""
    digest = hmac_new(world.key("gbizid_op.jwk"), account.key.encode(), sha256)
    return digest.hexdigest()[:32]


def is_client(authorization: str, world: World) -> bool:
    """Tell whether client_secret_basic shows the registered client and its secret."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return False
    shown, expected = unquote_plus(secret).encode(), world.key("gbizid_secret")
    is_known = unquote_plus(client_id) == GBIZID_CLIENT_ID and compare_digest(shown, expected)
    return scheme.lower() == "basic" and is_known

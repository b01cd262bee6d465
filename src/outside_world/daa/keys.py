"""鍵 — ES256 for id_tokens, RS256 for access tokens, and the client's public key."""

import json
from functools import cache
from hashlib import sha256
from hmac import new as hmac_new
from pathlib import Path
from threading import Lock
from uuid import UUID

from joserfc.jwk import ECKey, KeyParameters, RSAKey

from outside_world.people import Person
from outside_world.world import World

_making = Lock()


def of_id_tokens(world: World) -> ECKey:
    """Return the key that signs id_tokens."""
    return ECKey.import_key(json.loads(world.key("daa_op.jwk")))


def of_client(world: World) -> ECKey:
    """Return the public key the client registered."""
    return ECKey.import_key(json.loads(world.key("daa_client.public.jwk")))


def of_access_tokens(world: World) -> RSAKey:
    """Return the key that signs access tokens, made at the first start."""
    with _making:
        return _access_key(world.state / "daa_access.pem")


def published(world: World) -> dict[str, list[dict[str, object]]]:
    """Return the public keys a relying party may fetch."""
    keys = (of_id_tokens(world), of_access_tokens(world))
    return {"keys": [dict(key.as_dict(private=False)) for key in keys]}


def pairwise_subject(world: World, person: Person, *, client_id: str) -> str:
    """Return the sub of a person for one client: another client is told another one."""
    card = f"{client_id}|{person.name}|{person.birthdate}|{person.gender}".encode()
    digest = hmac_new(world.key("daa_op.jwk"), card, sha256).digest()
    return str(UUID(bytes=digest[:16], version=4))


@cache
def _access_key(path: Path) -> RSAKey:
    described: KeyParameters = {"kid": "daa_access", "alg": "RS256", "use": "sig"}
    if not path.exists():
        made = RSAKey.generate_key(2048)
        path.write_bytes(made.as_pem(private=True))
        path.chmod(0o600)
    return RSAKey.import_key(path.read_bytes(), described)

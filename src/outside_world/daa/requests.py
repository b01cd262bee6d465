"""認可の要求 — what the door of デジタル認証アプリ checks before it shows anything."""

import re
from collections.abc import Mapping

from outside_world.world import DAA_CLIENT_ID, World

SCOPES = {"openid", "name", "address", "birthdate", "gender", "sign"}
_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")
_CHALLENGE = re.compile(r"[0-9a-zA-Z_-]{43,128}")


class NotOurs(Exception):
    """An unknown client or address: shown as a page, because we send nobody to a stranger."""


class BadRequest(Exception):
    """A request of a known client that does not follow the rules: told by redirect."""

    def __init__(self, error: str, description: str) -> None:
        self.error, self.description = error, description
        super().__init__(description)


def check_client(query: Mapping[str, str], world: World) -> None:
    """Refuse an unknown client, or an address that is not that client's."""
    if query.get("client_id") != DAA_CLIENT_ID:
        raise NotOurs("登録されていないサービスです（client_id）。")
    address = query.get("redirect_uri", "")
    if len(address) > 255 or not world.is_consignors(address):
        raise NotOurs("登録されていないもどり先です（redirect_uri）。")


def read(query: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a request that are kept, or refuse it."""
    if query.get("response_type") != "code":
        raise BadRequest("unsupported_response_type", "response_type must be code")
    for name in ("state", "nonce"):
        if not _PRINTABLE.fullmatch(query.get(name, "")):
            raise BadRequest("invalid_request", f"{name} is required")
    if query.get("code_challenge_method") != "S256":
        raise BadRequest("invalid_request", "code_challenge_method must be S256")
    if not _CHALLENGE.fullmatch(query.get("code_challenge", "")):
        raise BadRequest("invalid_request", "code_challenge is required")
    scopes = query.get("scope", "").split()
    if "openid" not in scopes or not set(scopes) <= SCOPES:
        raise BadRequest("invalid_scope", "scope must hold openid and known words only")
    return {
        "client_id": query["client_id"],
        "redirect_uri": query["redirect_uri"],
        "state": query["state"],
        "nonce": query["nonce"],
        "challenge": query["code_challenge"],
        "scope": " ".join(scopes),
        "acr_values": query.get("acr_values", ""),
    }

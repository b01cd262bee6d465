"""認可の要求 — what the door of GビズID checks, and what it tells as a page or by redirect."""

import re
from collections.abc import Mapping

from outside_world.world import GBIZID_CLIENT_ID, GBIZID_RETURN, World

BASE_SCOPES = ("openid", "profile", "user", "mandate", "email", "offline_access")
GRANTED_SCOPES = ("jp_gbizid_v1_ida", "role", "delegation_info")  # those we applied for
_PRINTABLE = re.compile(r"[\x20-\x7e]{0,255}")
_CHALLENGE = re.compile(r"[0-9a-zA-Z_-]{43,128}")


class NotOurs(Exception):
    """An unknown client or address: shown as a page, because we send nobody to a stranger."""


class BadRequest(Exception):
    """A request of a known client that does not follow the rules: told by redirect."""

    def __init__(self, error: str, description: str) -> None:
        self.error, self.description = error, description
        super().__init__(description)


def registered(world: World) -> str:
    """Return the one address a browser is sent back to."""
    return world.portal_url + GBIZID_RETURN


def check_client(query: Mapping[str, str], world: World) -> None:
    """Refuse an unknown client (invalid_client) and any other address (invalid_grant)."""
    if query.get("client_id") != GBIZID_CLIENT_ID:
        raise NotOurs("登録されていないサービスです（invalid_client）。")
    if query.get("redirect_uri", registered(world)) != registered(world):
        raise NotOurs("登録されていないもどり先です（invalid_grant）。")


def read(query: Mapping[str, str], world: World) -> dict[str, str]:
    """Return the parts of a request that are kept, or refuse it."""
    if query.get("response_type") != "code":
        raise BadRequest("unsupported_response_type", "response_type must be code")
    for name in ("state", "nonce", "login_hint"):
        if not _PRINTABLE.fullmatch(query.get(name, "")):
            raise BadRequest("invalid_request", f"{name} is not printable or too long")
    challenge = query.get("code_challenge", "")
    if challenge and query.get("code_challenge_method") != "S256":
        raise BadRequest("invalid_request", "code_challenge_method must be S256")
    if challenge and not _CHALLENGE.fullmatch(challenge):
        raise BadRequest("invalid_request", "code_challenge has a wrong form")
    return {
        "redirect_uri": registered(world),
        "state": query.get("state", ""),
        "nonce": query.get("nonce", ""),
        "challenge": challenge,
        "scope": _scope(query),
        "login_hint": query.get("login_hint", ""),
    }


def _scope(query: Mapping[str, str]) -> str:
    """Return the scopes asked for; left out, they are all that this client may have."""
    known = BASE_SCOPES + GRANTED_SCOPES
    if "scope" not in query:
        return " ".join(known)
    scopes = query["scope"].split()
    if not scopes or not set(scopes) <= set(known):
        raise BadRequest("invalid_scope", "scope holds a word that is unknown or not granted")
    return " ".join(scopes)

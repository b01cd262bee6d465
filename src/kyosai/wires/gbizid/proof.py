"""本人確認の結果 — does what was proved (verified_claims) bear out what the account says?"""

from typing import Any

from kyosai.wires.gbizid.refusals import NotProved, RepresentativeChanged

FRAMEWORK = "jp_gbizid_v1"
LEVEL_OF_PRIME = "ial2"


def check_prime(proved: Any, *, representative: str) -> None:
    """Refuse a prime account whose representative is not the person who was identified."""
    verification = _part(proved, "verification")
    if verification.get("trust_framework") != FRAMEWORK:
        raise NotProved
    if verification.get("assurance_level") != LEVEL_OF_PRIME:
        raise NotProved
    claims = _part(proved, "claims")
    if f"{claims.get('family_name')}　{claims.get('given_name')}" != representative:
        raise RepresentativeChanged


def check_company(proved: Any, *, number: str) -> None:
    """Refuse an account whose authority is for another company than it names."""
    authority = _part(_part(proved, "claims"), "authority")
    if _part(authority, "applies_to").get("registration_number") != number:
        raise NotProved


def _part(whole: Any, name: str) -> dict[str, Any]:
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, dict) else {}

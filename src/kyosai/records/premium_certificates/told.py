"""控除証明書の知らせ先 — whose certificate was issued in a stretch, to tell them."""

from collections.abc import Sequence
from typing import Any


def just_issued(contracts: Sequence[str], *, year: int) -> tuple[str, dict[str, Any]]:
    """Find the holders of the first certificates of a year among these contracts."""
    return JUST_ISSUED, {"contracts": list(contracts), "year": year}


JUST_ISSUED = """
SELECT c.number AS contract_id, c.party_id FROM contract c
JOIN premium_certificate p ON p.contract_id = c.number AND p.year = %(year)s AND p.turn = 0
WHERE c.number = ANY (%(contracts)s)
"""

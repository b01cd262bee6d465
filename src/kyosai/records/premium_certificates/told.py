"""控除証明書の知らせ先 — whose certificate was issued in a stretch, to tell them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def just_issued(contracts: Sequence[str], *, year: int) -> tuple[str, dict[str, Any]]:
    """Find the holders of the first certificates of a year among these contracts."""
    return JUST_ISSUED, {"contracts": list(contracts), "year": year}


def holders(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return name and address of each certificate's holder, as they were when it was issued."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, {"codes": list(codes)})
        return {code: (name, address) for code, name, address in cursor}


HOLDERS = """
SELECT p.code, h.name, h.address FROM premium_certificate p
JOIN contract c ON c.number = p.contract_id CROSS JOIN LATERAL (
    SELECT name, address FROM party_particulars
    WHERE party_id = c.party_id ORDER BY recorded_at > p.issued_at, recorded_at DESC LIMIT 1
) h
WHERE p.code = ANY (%(codes)s)
"""
JUST_ISSUED = """
SELECT c.number AS contract_id, c.party_id FROM contract c
JOIN premium_certificate p ON p.contract_id = c.number AND p.year = %(year)s AND p.turn = 0
WHERE c.number = ANY (%(contracts)s)
"""

"""積立ての上限の記録 — whose premiums have reached the ceiling, and whose have fallen below it.

Each statement notes and returns whom to tell, everybody at once; asked again, it finds nobody.
"""

from datetime import date
from typing import Any

from kyosai.basis.money import Yen

Found = tuple[str, dict[str, Any]]
"""A statement that returns ``contract_id`` and ``party_id``, and its named parameters."""


def reached(*, scheme: str, ceiling: Yen, on: date) -> Found:
    """Note whoever has paid in up to the ceiling: every month owed is paid, and none is to come."""
    facts = {"scheme": scheme, "ceiling": ceiling.amount, "on": on}
    return REACHED, facts


def fallen_below(*, scheme: str, ceiling: Yen, on: date) -> Found:
    """Note whose total has fallen below the ceiling again; billing begins by itself."""
    facts = {"scheme": scheme, "ceiling": ceiling.amount, "on": on}
    return FALLEN_BELOW, facts


_PARTY = "(SELECT c.party_id FROM contract c WHERE c.number = {contract}) AS party_id"
REACHED = f"""
INSERT INTO premium_at_ceiling (contract_id, since)
SELECT t.contract_id, %(on)s FROM premium_total t
JOIN contract c ON c.number = t.contract_id
WHERE c.scheme = %(scheme)s AND c.status = 'active'
AND t.brought + t.owed - t.used >= %(ceiling)s
AND NOT EXISTS (SELECT FROM premium_at_ceiling x WHERE x.contract_id = t.contract_id)
AND NOT EXISTS (SELECT FROM premium_arrear a WHERE a.contract_id = t.contract_id)
AND NOT EXISTS (
    SELECT FROM premium_due d WHERE d.contract_id = t.contract_id AND d.debit_on >= %(on)s
)
AND NOT EXISTS (
    SELECT FROM debit_cycle y JOIN debit_request r ON r.cycle_id = y.key
    WHERE y.scheme = %(scheme)s AND y.settled_at IS NULL AND r.contract_id = t.contract_id
)
ON CONFLICT DO NOTHING
RETURNING contract_id, {_PARTY.format(contract="contract_id")}
"""
FALLEN_BELOW = """
DELETE FROM premium_at_ceiling x USING premium_total t, contract c
WHERE t.contract_id = x.contract_id AND c.number = x.contract_id
AND c.scheme = %(scheme)s AND c.status = 'active'
AND t.brought + t.owed - t.used < %(ceiling)s
RETURNING x.contract_id, c.party_id
"""

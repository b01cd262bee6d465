"""これからの月 — what the books hold of one contract's months before the next plan is made."""

from collections.abc import Sequence
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.one_trip import Statement
from kyosai.records.premiums.dues import LESS, ON_HOLIDAY
from kyosai.records.premiums.models import Arrear, PremiumTotal
from kyosai.schemes.payment_terms import Books, Owed

Row = dict[str, Any]  # a month, as ``reads.of_contract`` tells it
SETTLED = ("paid", "requested", "waived", "refunded")


def books(contract: str, *, rows: Sequence[Row], ceiling: Yen | None) -> Books:
    """Return the months asked or paid, those waiting, and the room below a ceiling."""
    again = {
        Month.of(row.month): Month.of(row.ask_again_in)
        for row in Arrear.objects.filter(contract_id=contract, asked_in=None)
    }
    waiting = {
        month: Owed(Yen(row["yen"]), None if month in again else row["debit_on"], again.get(month))
        for row in rows
        if (month := Month.of(row["month"])) and row["state"] not in SETTLED
    }
    asked = frozenset(Month.of(row["month"]) for row in rows if row["state"] in SETTLED)
    return Books(asked, waiting, _room(contract, ceiling))


def repriced(contract: str, *, since: Month, yen: Yen) -> Statement:
    """Let months that wait to be asked for the first time cost another premium."""
    return REPRICED, [yen.amount, contract, since.first_day, contract]


def lifted(contract: str) -> Statement:
    """Take back months on holiday that wait to be asked for the first time."""
    return LIFTED, [contract]


def _room(contract: str, ceiling: Yen | None) -> Yen | None:
    if ceiling is None:
        return None
    row = PremiumTotal.objects.filter(contract_id=contract).first()
    held = row.brought + row.owed - row.used if row else 0
    return max(Yen(0), ceiling - Yen(held))


_UNASKED = """
NOT EXISTS (SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month)
AND NOT EXISTS (
    SELECT FROM debit_request r JOIN debit_cycle y ON y.key = r.cycle_id
    WHERE y.debit_on >= d.debit_on AND r.contract_id = d.contract_id AND d.month = ANY (r.months)
)
"""
# What the months cost before is read by the same statement, so the total moves by the difference.
REPRICED = f"""
WITH repriced AS (
    UPDATE premium_due d SET yen = %s FROM premium_due o
    WHERE d.contract_id = %s AND d.month >= %s
    AND o.contract_id = d.contract_id AND o.month = d.month AND {_UNASKED}
    RETURNING d.yen - o.yen AS more
)
UPDATE premium_total SET owed = owed + (SELECT coalesce(sum(more), 0) FROM repriced)
WHERE contract_id = %s
"""
LIFTED = f"""
WITH gone AS (
    DELETE FROM premium_due d WHERE d.contract_id = %s AND {_UNASKED}
    AND {ON_HOLIDAY.format(contract="d.contract_id", month="d.month")}
    RETURNING d.contract_id, d.yen
) {LESS}
"""

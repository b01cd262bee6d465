"""掛金総額の控除 — what mutual aid uses up of the premiums is gone from the total for good."""

from kyosai.basis.money import Yen
from kyosai.records.one_trip import Statement


def using_up(contract: str, *, yen: Yen) -> Statement:
    """Take yen off what a contract has paid in."""
    return (
        "INSERT INTO premium_total (contract_id, owed, used) VALUES (%s, 0, %s)"
        " ON CONFLICT (contract_id) DO UPDATE SET used = premium_total.used + EXCLUDED.used",
        [contract, yen.amount],
    )

"""返還の巡回 — what is owed back to holders is ordered to be paid."""

from datetime import datetime

from kyosai.procedures.payout import refunds


def pay_refunds(now: datetime) -> None:
    """Order what is owed back, contract by contract."""
    for contract in refunds.to_pay(at=now):
        refunds.pay(contract, at=now)

"""返還の巡回 — what is owed back, and what months paid after an award are worth, is paid."""

from datetime import datetime

from kyosai.procedures.payout import later, refunds


def pay_refunds(now: datetime) -> None:
    """Order what is owed back, contract by contract."""
    for contract in refunds.to_pay(at=now):
        refunds.pay(contract, at=now)


def add_to_awards(now: datetime) -> None:
    """Award what was paid after the decision, contract by contract."""
    for number in later.to_award(at=now):
        later.add(number, at=now)

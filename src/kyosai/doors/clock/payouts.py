"""給付の巡回 — cancellations no longer taken back are carried out, what is owed back is paid."""

from datetime import datetime

from kyosai.procedures.payout import refunds, window


def decide_cancellations(now: datetime) -> None:
    """Carry out every cancellation that was not taken back in time."""
    for case in window.to_decide(at=now):
        window.decide(case, at=now)


def pay_refunds(now: datetime) -> None:
    """Order what is owed back to holders."""
    for contract in refunds.to_pay(at=now):
        refunds.pay(contract, at=now)

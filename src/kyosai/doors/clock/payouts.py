"""給付の巡回 — cancellations whose day to think has passed are carried out."""

from datetime import datetime

from kyosai.procedures.payout import window


def decide_cancellations(now: datetime) -> None:
    """Carry out every cancellation that was not taken back in time."""
    for case in window.to_decide(at=now):
        window.decide(case, at=now)

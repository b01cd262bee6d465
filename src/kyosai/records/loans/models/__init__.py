"""貸付けの列 — loans and their turns, the debits of them, and what follows when they are late."""

from kyosai.records.loans.models.arrears import (
    Demand,
    Interruption,
    PremiumsApplied,
    WrittenOff,
)
from kyosai.records.loans.models.debits import EarlyWish, RepaymentAnswer, RepaymentRequest
from kyosai.records.loans.models.lent import (
    Accelerated,
    Loan,
    Repaid,
    Turn,
    TurnMoved,
)

__all__ = [
    "Accelerated",
    "Demand",
    "EarlyWish",
    "Interruption",
    "Loan",
    "PremiumsApplied",
    "Repaid",
    "RepaymentAnswer",
    "RepaymentRequest",
    "Turn",
    "TurnMoved",
    "WrittenOff",
]

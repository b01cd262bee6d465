"""掛金と口座振替 — the columns of this record, by what they tell."""

from kyosai.records.premiums.models.debits import (
    LEFT_OUT,
    Cycle,
    DebitRequest,
    DebitResult,
    LeftOut,
)
from kyosai.records.premiums.models.dues import Arrear, Due, PremiumTotal
from kyosai.records.premiums.models.files import (
    BankResultFile,
    DebitFile,
    HandOver,
    MandateDay,
    Reading,
)

__all__ = [
    "LEFT_OUT",
    "Arrear",
    "BankResultFile",
    "Cycle",
    "DebitFile",
    "DebitRequest",
    "DebitResult",
    "Due",
    "HandOver",
    "LeftOut",
    "MandateDay",
    "PremiumTotal",
    "Reading",
]

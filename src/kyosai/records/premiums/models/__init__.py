"""掛金と口座振替 — the columns of this record, by what they tell."""

from kyosai.records.premiums.models.debits import (
    LEFT_OUT,
    Cycle,
    DebitRequest,
    DebitResult,
    KnownAccount,
    LeftOut,
)
from kyosai.records.premiums.models.dues import Arrear, Closed, Due, PremiumTotal, Released
from kyosai.records.premiums.models.files import (
    Approval,
    BankResultFile,
    DebitFile,
    DebitFileContent,
    HandOver,
    MandateDay,
    Reading,
    ReleasedFile,
)
from kyosai.records.premiums.models.pauses import AtCeiling, Deferral
from kyosai.records.premiums.models.warnings import Delivered, Warned

__all__ = [
    "LEFT_OUT",
    "Approval",
    "Arrear",
    "AtCeiling",
    "BankResultFile",
    "Closed",
    "Cycle",
    "DebitFile",
    "DebitFileContent",
    "DebitRequest",
    "DebitResult",
    "Deferral",
    "Delivered",
    "Due",
    "HandOver",
    "KnownAccount",
    "LeftOut",
    "MandateDay",
    "PremiumTotal",
    "Reading",
    "Released",
    "ReleasedFile",
    "Warned",
]

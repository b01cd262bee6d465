"""控除証明書の一枚 — one certificate as it was issued; its bytes are those of its digest."""

from dataclasses import dataclass
from datetime import date, datetime

from kyosai.basis.money import Yen
from kyosai.schemes.tax.premium_certificate import Figures


@dataclass(frozen=True)
class Certificate:
    """What was certified of one contract and year; a later turn replaces the earlier one.

    Name and address are in the letters of e-Tax.
    """

    code: str
    contract: str
    turn: int
    issued_at: datetime
    figures: Figures
    monthly_premium: Yen
    payment_class: str
    formed_on: date
    name: str
    address: str
    digest: str = ""
    why: str = ""
    officer: str = ""


@dataclass(frozen=True)
class Delivery:
    """A wish to have a certificate in a box, and what the service answered, if it did."""

    receipt: str
    code: str
    box: str
    asked_at: datetime
    outcome: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Without:
    """A contract that gets no certificate of a year, and why."""

    contract: str
    reason: str
    words: str
    noted_at: datetime | None = None

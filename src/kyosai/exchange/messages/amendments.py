"""変更のメッセージ — what a holder may wish to change about the premiums, one dataclass each.

Months are texts such as 2026-12. Each is also what a person is shown the effect of before sending:
then ``receipt`` is empty.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

Scheme = Literal["skk", "tosanboshi"]
HolidayReason = Literal["no_income", "disaster", "in_hospital", "forty_times", "loan_and_premiums"]


@dataclass(frozen=True)
class Amendment:
    """Whose contract of which scheme is to change, and under which receipt."""

    kind: ClassVar[str]
    title: ClassVar[str]
    VERSION: ClassVar[int]
    person: str
    scheme: Scheme
    received_at: str
    receipt: str


@dataclass(frozen=True)
class PremiumChange(Amendment):
    """掛金月額の変更 — another monthly premium; 倒産防止共済 asks why when it is lower."""

    kind: ClassVar[str] = "premium_change"
    title: ClassVar[str] = "毎月の掛金の変更"
    VERSION: ClassVar[int] = 1
    monthly_premium: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Prepayment(Amendment):
    """前納 — so many months together from a month on; without one, from the first that is free."""

    kind: ClassVar[str] = "prepayment"
    title: ClassVar[str] = "まとめて払う申込み"
    VERSION: ClassVar[int] = 1
    first: str
    months: int
    is_yearly: bool


@dataclass(frozen=True)
class PrepaymentEnd(Amendment):
    """前納の終わり — no prepayment any more, or the next one as the last."""

    kind: ClassVar[str] = "prepayment_end"
    title: ClassVar[str] = "まとめ払いの取りやめ"
    VERSION: ClassVar[int] = 1
    last: Literal["none", "next"]


@dataclass(frozen=True)
class PaymentClassChange(Amendment):
    """払込区分の変更 — how many months one debit takes, and in which month it comes."""

    kind: ClassVar[str] = "payment_class_change"
    title: ClassVar[str] = "払い方の変更"
    VERSION: ClassVar[int] = 1
    payment_class: Literal["monthly", "half_yearly", "yearly"]
    designated_month: int


@dataclass(frozen=True)
class PremiumHoliday(Amendment):
    """掛止め — why no premium is to be paid, for how many months, and what shows it.

    ``months`` is 0 where a holiday lasts until the holder begins again; then the books show why.
    """

    kind: ClassVar[str] = "premium_holiday"
    title: ClassVar[str] = "掛止めの手続き"
    VERSION: ClassVar[int] = 1
    reason: HolidayReason
    months: int
    shown_by: Literal["proof", "sworn_statement", "books"]
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class PremiumRestart(Amendment):
    """掛金の再開 — premiums are paid again."""

    kind: ClassVar[str] = "premium_restart"
    title: ClassVar[str] = "掛金の再開の手続き"
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True)
class Deferral(Amendment):
    """納付期限の延長 — months that cannot be paid in time, under an order for the area."""

    kind: ClassVar[str] = "deferral"
    title: ClassVar[str] = "納付期限の延長の手続き"
    VERSION: ClassVar[int] = 1
    is_unable: bool


AMENDMENTS: tuple[type[Amendment], ...] = (
    PremiumChange,
    Prepayment,
    PrepaymentEnd,
    PaymentClassChange,
    PremiumHoliday,
    PremiumRestart,
    Deferral,
)

"""請求のメッセージ — what a holder claims when a contract ends, and what they take back.

Days are texts such as 2026-11-25, months such as 2026-11. Each is also what a person is shown
before sending: then ``receipt`` is empty.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kyosai.exchange.messages.amendments import Scheme

Way = Literal["at_once", "divided", "mixed"]
ProofKind = Literal["nothing", "etax_receipt", "pictures"]


@dataclass(frozen=True)
class OtherPayment:
    """Another retirement payment of the same year, and the months of service it counted."""

    yen: int
    national: int
    municipal: int
    prefectural: int
    months_shared: int
    months_apart: int


@dataclass(frozen=True)
class EarlierPayment:
    """A retirement payment of an earlier year, and the months of service it counted."""

    received_on: str
    yen: int
    first: str
    last: str
    is_dc: bool


@dataclass(frozen=True)
class Declaration:
    """退職所得の受給に関する申告書 — without it a fifth of the whole is withheld."""

    is_made: bool
    is_disabled: bool
    this_year: OtherPayment | None
    earlier: tuple[EarlierPayment, ...]


@dataclass(frozen=True)
class Proof:
    """What shows the cause: signed evidence of the tax office, or rebuilt pictures."""

    kind: ProofKind
    receipt_xml: str  # base64
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """Which contract ends for which cause, and how the holder wants to be paid.

    ``funding`` says how a company was set up; ``divided`` yen are paid over so many ``years``.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    VERSION: ClassVar[int]
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    cause: str
    happened_on: str
    funding: str
    way: Way
    divided: int
    years: int
    declaration: Declaration
    proof: Proof


@dataclass(frozen=True)
class BenefitClaim(Claim):
    """請求 — something has happened, or an age is reached, and a benefit is due."""

    kind: ClassVar[str] = "benefit_claim"
    title: ClassVar[str] = "共済金などの請求"
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True)
class Cancellation(Claim):
    """任意解約 — the holder ends the contract; it may be taken back for a day."""

    kind: ClassVar[str] = "cancellation"
    title: ClassVar[str] = "解約の手続き"
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True)
class ClaimWithdrawal:
    """取下げ — a cancellation that waits is taken back."""

    kind: ClassVar[str] = "claim_withdrawal"
    title: ClassVar[str] = "解約の取下げ"
    VERSION: ClassVar[int] = 1
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    withdrawn: str  # the receipt of what is taken back


CLAIMS: tuple[type[Claim], ...] = (BenefitClaim, Cancellation)

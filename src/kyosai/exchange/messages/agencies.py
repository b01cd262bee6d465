"""委託機関のメッセージ — staff of an agency come in, and confirm what a special loan is for."""

from dataclasses import dataclass
from typing import ClassVar

from kyosai.exchange.messages.amendments import Scheme
from kyosai.exchange.messages.lending import ContractLoan, Occasion


@dataclass(frozen=True)
class AgencyEntry:
    """委託機関の入室 — whom the sign-in proved to act for which company; the register decides."""

    kind: ClassVar[str] = "agency_entry"
    title: ClassVar[str] = "委託機関の入室"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    corporate_number: str
    name: str


@dataclass(frozen=True)
class LoanCondition:
    """特別貸付けの要件の確認 — what an agency saw of a member's papers, face to face."""

    kind: ClassVar[str] = "loan_condition"
    title: ClassVar[str] = "特別貸付けの要件の確認"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    scheme: Scheme
    delegation: str
    loan_kind: ContractLoan
    occasion: Occasion


AtAgency = AgencyEntry | LoanCondition
AT_AGENCY: tuple[type[AtAgency], ...] = (AgencyEntry, LoanCondition)

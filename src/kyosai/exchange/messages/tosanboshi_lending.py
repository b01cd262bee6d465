"""倒産防止共済の借入れのメッセージ — temporary loans, and claims to mutual aid.

Days and instants are ISO texts, amounts whole yen. What a person is shown before sending is asked
with the same message, its receipt and signature empty.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Signed:
    """電子署名 — a prime account of GビズID was opened once more for the text of this digest."""

    digest: str
    signer: str
    signed_at: str


@dataclass(frozen=True)
class TosanboshiLending:
    """Whose contract is borrowed on, and under which receipt."""

    kind: ClassVar[str]
    title: ClassVar[str]
    VERSION: ClassVar[int]
    person: str
    received_at: str
    receipt: str


@dataclass(frozen=True)
class TemporaryLoanRequest(TosanboshiLending):
    """一時貸付金の申込み — an amount; with a loan outstanding, the new one takes its place."""

    kind: ClassVar[str] = "temporary_loan_request"
    title: ClassVar[str] = "一時貸付金の申し込み"
    VERSION: ClassVar[int] = 1
    amount: int
    signed: Signed | None


@dataclass(frozen=True)
class FailedCustomer:
    """取引先の倒産 — who failed, how and when, what is owed, what is not lost, and the trade.

    ``event`` and ``sender`` are keys of the law's own kinds; ``sender`` is empty without a notice.
    """

    name: str
    corporate_number: str
    event: str
    failed_on: str
    sender: str
    trade: int
    bills: int
    electronic: int
    advance_paid: int
    collected: int
    set_off: int
    deposited: int
    secured: int
    taken_back: int
    monthly_trade: int
    traded_since: str
    is_related: bool


@dataclass(frozen=True)
class LedgerLine:
    """売掛金元帳の1行 — a day, the customer, what happened, and the yen it moved the balance by."""

    day: str
    customer: str
    what: str
    yen: int


@dataclass(frozen=True)
class Circumstances:
    """請求する方の今の状態 — what keeps a claimant from a loan, told by the claimant."""

    employees: int
    capital: int | None
    total_monthly_trade: int
    goes_on: bool
    has_failed: bool
    is_seized: bool


@dataclass(frozen=True)
class MutualAidClaim(TosanboshiLending):
    """共済金の貸付けの請求 — the customers that failed, one each, with ledger and papers.

    ``pause_reason``: why premiums should rest in the grace of the loan (法14条5項); empty, no wish.
    """

    kind: ClassVar[str] = "mutual_aid_claim"
    title: ClassVar[str] = "共済金の貸付けの請求"
    VERSION: ClassVar[int] = 1
    amount: int
    customers: tuple[FailedCustomer, ...]
    circumstances: Circumstances
    ledger: tuple[LedgerLine, ...]
    attachments: tuple[str, ...]
    pause_reason: str


@dataclass(frozen=True)
class MutualAidFix(TosanboshiLending):
    """請求の直し — an answer to what the officer asked of the claim with this receipt."""

    kind: ClassVar[str] = "mutual_aid_fix"
    title: ClassVar[str] = "請求の直し"
    VERSION: ClassVar[int] = 1
    claim: str
    words: str
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class MutualAidContract(TosanboshiLending):
    """共済金の貸付けの契約 — the claimant's signature under what two officers decided."""

    kind: ClassVar[str] = "mutual_aid_contract"
    title: ClassVar[str] = "共済金の貸付けの契約"
    VERSION: ClassVar[int] = 1
    claim: str
    signed: Signed | None


TOSANBOSHI_LENDING: tuple[type[TosanboshiLending], ...] = (
    TemporaryLoanRequest,
    MutualAidClaim,
    MutualAidFix,
    MutualAidContract,
)

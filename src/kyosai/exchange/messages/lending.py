"""貸付けのメッセージ — what a holder may ask to borrow, with the contract they signed.

``facts`` of a loan stand in the text that was signed: the core writes that text again and
compares. ``signature`` is nothing while a person is only shown what a loan would come to.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kyosai.exchange.messages.amendments import Scheme

ContractLoan = Literal[
    "general",
    "emergency",
    "illness_or_disaster",
    "welfare",
    "new_business",
    "business_succession",
    "closing",
    "special_disaster",
]


@dataclass(frozen=True)
class Signature:
    """The text of the loan contract, and the person's own signature under it.

    By card: signature and certificate are base64, over the text as UTF-8. By GビズID (倒産防止共済)
    both are empty: ``way`` and ``signed_at`` tell who was asked again, and when.
    """

    way: Literal["card", "gbizid"]
    text: str
    signature: str
    certificate: str
    signed_at: str


@dataclass(frozen=True)
class LendingMessage:
    """Who asks under which scheme and receipt; the base of every loan asked for."""

    kind: ClassVar[str]
    title: ClassVar[str]
    VERSION: ClassVar[int]
    person: str
    scheme: Scheme
    received_at: str
    receipt: str


@dataclass(frozen=True)
class Occasion:
    """Why a special loan is asked for; what its kind does not ask is empty, 0 or no.

    ``day``: sales fell, admitted or struck, plan, beginning or closing. ``until``: out of hospital.
    ``figures``: 流動負債, 当座資金, 給与, 賃金, その他経費 of illness or disaster, in this order.
    """

    day: str
    until: str
    is_disaster: bool
    sales: int
    compared: int
    age: int
    is_disabled: bool
    begun: str
    figures: tuple[int, ...]
    words: str


@dataclass(frozen=True)
class LoanRequest(LendingMessage):
    """契約者貸付けの申込み — kind, amount and term; ``replaces`` is the loan it refinances."""

    kind: ClassVar[str] = "loan_request"
    title: ClassVar[str] = "貸付けの申込み"
    VERSION: ClassVar[int] = 1
    loan_kind: ContractLoan
    amount: int
    term_months: int
    replaces: str
    occasion: Occasion | None
    attachments: tuple[str, ...]
    signature: Signature | None


LENDING: tuple[type[LendingMessage], ...] = (LoanRequest,)

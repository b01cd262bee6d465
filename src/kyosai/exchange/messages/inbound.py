"""受信メッセージ — what the portal may say to the core: one frozen, versioned dataclass each.

Instants and days are ISO strings, since a message is plain values on both sides of the wall.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kyosai.exchange.messages.agencies import AT_AGENCY, AtAgency
from kyosai.exchange.messages.amendments import AMENDMENTS, Amendment, Scheme
from kyosai.exchange.messages.call_backs import CallBackWish
from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from kyosai.exchange.messages.claims import CLAIMS, Claim, ClaimWithdrawal
from kyosai.exchange.messages.contact import ContactChange
from kyosai.exchange.messages.delegations import DELEGATING, Delegating
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.exchange.messages.lending import LENDING, LendingMessage
from kyosai.exchange.messages.linking import ContractLink
from kyosai.exchange.messages.mandate_notices import MandateNotice
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.exchange.messages.repayments import EarlyRepayment
from kyosai.exchange.messages.survivors import DeathClaim, DeathNotice
from kyosai.exchange.messages.tosanboshi_lending import TOSANBOSHI_LENDING, TosanboshiLending
from kyosai.exchange.messages.views import ViewRequest
from kyosai.exchange.messages.voices import VOICES, Voice

Capacity = Literal["sole_proprietor", "company_officer", "co_manager"]
Form = Literal[
    "sole_proprietor",
    "company",
    "enterprise_cooperative",
    "joint_cooperative",
    "business_cooperative",
    "commerce_cooperative",
    "professional_corporation",
    "other_corporation",
]
EvidenceKind = Literal["etax_receipt", "corporate_register", "pictures"]


@dataclass(frozen=True)
class Promise:
    """The day promised before sending, and the versions of the rules that made it."""

    due_at: str
    policy: str
    calendar: str
    t0: str


@dataclass(frozen=True)
class Identity:
    """The person as the sign-in stated them, and what they agreed to."""

    name: str
    kana: str
    birthdate: str
    address: str
    acr: str
    signed_in_at: str
    agreed_digest: str
    terms_version: str


@dataclass(frozen=True)
class Contact:
    """Where notices may go."""

    email: str
    phone: str


@dataclass(frozen=True)
class Evidence:
    """What shows the trade: signed evidence, a register number, or rebuilt pictures."""

    kind: EvidenceKind
    receipt_xml: str  # base64
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class Owner:
    """The sole proprietor a co-manager works beside."""

    name: str
    kana: str
    birthdate: str
    relation: str
    contract_number: str


@dataclass(frozen=True)
class Mandate:
    """A direct debit mandate as the hub's inquiry told it: the account only masked."""

    customer_no: str
    request_id: str
    mandate_id: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_masked: str
    holder_kana: str
    status: str
    inquired_at: str


@dataclass(frozen=True)
class Statements:
    """What the applicant declares."""

    not_in_chutaikyo: bool
    not_antisocial: bool
    not_employee: bool
    one_position: bool
    no_cancellation_within_year: bool


@dataclass(frozen=True)
class EnterpriseStatements:
    """What an enterprise declares when it joins 倒産防止共済."""

    taxes_paid: bool
    has_business_income: bool
    not_in_arrears: bool
    no_cancellation_within_year: bool
    not_antisocial: bool
    knows_conditions: bool


@dataclass(frozen=True)
class Enterprise:
    """What the Act on 倒産防止共済 asks of an enterprise; an individual has no capital.

    ``tax_xml`` is a signed certificate that taxes are paid, as base64; without one a person looks.
    """

    form: Form
    representative: str
    representative_kana: str
    management_number: str
    capital: int | None
    does_joint_business: bool
    tax_xml: str
    statements: EnterpriseStatements


@dataclass(frozen=True)
class PaperMandate:
    """A signed 口座振替申込書 as pictures: the desk reads the account from them."""

    attachments: tuple[str, ...]
    holder_kana: str


@dataclass(frozen=True)
class EnrolmentApplication:
    """加入申込み — a complete application to join.

    One of ``capacity`` with ``statements`` (小規模企業共済) and ``enterprise`` (倒産防止共済) is
    there, and one of ``mandate`` and ``paper_mandate``. Version 2; ``earlier`` reads version 1.
    """

    kind: ClassVar[str] = "enrolment_application"
    VERSION: ClassVar[int] = 2
    scheme: Scheme
    person: str
    received_at: str
    receipt: str
    promise: Promise
    identity: Identity
    contact: Contact
    capacity: Capacity | None
    trade: str
    employees: int
    business_name: str
    corporate_number: str
    office_address: str
    opened_on: str
    evidence: Evidence
    owner: Owner | None
    monthly_premium: int
    mandate: Mandate | None
    paper_mandate: PaperMandate | None
    statements: Statements | None
    enterprise: Enterprise | None


@dataclass(frozen=True)
class Attachment:
    """添付書類 — one upload, rebuilt from pixels before it is sealed."""

    kind: ClassVar[str] = "attachment"
    VERSION: ClassVar[int] = 1
    person: str
    attachment: str
    filename: str
    media: str
    pages: int
    content: str  # base64
    original_digest: str


@dataclass(frozen=True)
class AccountChange:
    """口座変更 — another account for the premiums of a scheme, by a mandate of its own.

    Version 2; ``earlier`` reads version 1, which knew one scheme.
    """

    kind: ClassVar[str] = "account_change"
    VERSION: ClassVar[int] = 2
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    mandate: Mandate


@dataclass(frozen=True)
class MandateOnPaper:
    """口座振替申込書 — another signed paper for a contract that has no account yet, or another."""

    kind: ClassVar[str] = "mandate_on_paper"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    paper: PaperMandate


Inbound = (
    EnrolmentApplication
    | Attachment
    | MandateNotice
    | AccountChange
    | MandateOnPaper
    | MyNumber
    | DeathNotice
    | DeathClaim
    | RestClaim
    | Delegating
    | Amendment
    | EarlyRepayment
    | PremiumCertificateRequest
    | ContractLink
    | ContactChange
    | CallBackWish
    | Claim
    | ClaimWithdrawal
    | LendingMessage
    | TosanboshiLending
    | Voice
    | AtAgency
    | ViewRequest
)
_KINDS: tuple[type[Inbound], ...] = (
    EnrolmentApplication,
    Attachment,
    MandateNotice,
    AccountChange,
    MandateOnPaper,
    MyNumber,
    DeathNotice,
    DeathClaim,
    RestClaim,
    *DELEGATING,
    *AMENDMENTS,
    EarlyRepayment,
    PremiumCertificateRequest,
    ContractLink,
    ContactChange,
    CallBackWish,
    *CLAIMS,
    ClaimWithdrawal,
    *LENDING,
    *TOSANBOSHI_LENDING,
    *VOICES,
    *AT_AGENCY,
    ViewRequest,
)
INBOUND: dict[str, type[Inbound]] = {message.kind: message for message in _KINDS}

"""表示の依頼 — what a person may ask to see of their own, each view by its name."""

from dataclasses import dataclass
from typing import ClassVar, Literal

ViewKind = Literal[
    "position",
    "notice",
    "document",
    "who_looked",
    "certificate",
    "terms",
    "effect",
    "repayments",
    "delegates",
    "clients",
    "agency",
    "prepared",
    "client_terms",
    "client_effect",
    "room",
    "room_paper",
    "claimable",
    "claim_effect",
    "award",
    "loan_terms",
    "loan_effect",
    "tosanboshi_loans",
    "tosanboshi_offer",
    "premium_certificate",
    "premium_certificate_file",
    "contact",
    "call_backs",
]


@dataclass(frozen=True)
class ViewRequest:
    """表示の依頼 — a person asks to see; the answer is sealed to this session's key."""

    kind: ClassVar[str] = "view_request"
    VERSION: ClassVar[int] = 1
    view: ViewKind
    person: str
    argument: str
    reply_key: str  # base64
    asked_at: str

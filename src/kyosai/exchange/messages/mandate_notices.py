"""口座登録通知 — what the account hub tells the portal by itself, handed on to the core."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class MandateNotice:
    """口座登録通知 — what the hub told the portal by itself."""

    kind: ClassVar[str] = "mandate_notice"
    VERSION: ClassVar[int] = 1
    request_id: str
    mandate_id: str
    customer_no: str
    status: str
    code: str
    bank_code: str
    branch_code: str
    account_kind: str
    account_masked: str
    registered_on: str
    received_at: str

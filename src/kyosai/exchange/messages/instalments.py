"""分割共済金のメッセージ — a holder asks for the rest at once, and says what has happened."""

from dataclasses import dataclass
from typing import ClassVar, Literal

RestReason = Literal["severe_disability", "home_damaged", "similar"]


@dataclass(frozen=True)
class RestClaim:
    """残りの一括の請求 — a severe disability, a damaged home or the like, shown by pictures."""

    kind: ClassVar[str] = "rest_claim"
    title: ClassVar[str] = "分割の残りをまとめて受け取る請求"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    reason: RestReason
    happened_on: str
    attachments: tuple[str, ...]

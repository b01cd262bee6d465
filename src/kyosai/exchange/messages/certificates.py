"""控除証明書のメッセージ — what a holder may wish of a certificate that was issued."""

from dataclasses import dataclass
from typing import ClassVar, Literal

Wish = Literal["again", "deliver"]


@dataclass(frozen=True)
class PremiumCertificateRequest:
    """控除証明書の手続き — issue it anew, or deliver it to a box of a 民間送達サービス.

    ``box`` is the number of that box; nothing for a new issue.
    """

    kind: ClassVar[str] = "premium_certificate_request"
    title: ClassVar[str] = "控除証明書の手続き"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    wish: Wish
    code: str
    box: str

"""返済のメッセージ — what a holder may wish about loans that are running."""

from dataclasses import dataclass
from typing import ClassVar

from kyosai.exchange.messages.amendments import Scheme


@dataclass(frozen=True)
class EarlyRepayment:
    """繰上げ返済 — all that is left of one loan is to be taken with the next debit."""

    kind: ClassVar[str] = "early_repayment"
    title: ClassVar[str] = "まとめて返す申込み"
    VERSION: ClassVar[int] = 1
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    loan: str

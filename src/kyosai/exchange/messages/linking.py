"""契約をつなぐメッセージ — a holder of long ago says which contract is theirs."""

from dataclasses import dataclass
from typing import ClassVar

from kyosai.exchange.messages.amendments import Scheme


@dataclass(frozen=True)
class ContractLink:
    """契約の登録（X01） — a contract number, and who the card or GビズID says is asking.

    ``birthdate`` is a person's; a company has ``corporate_number`` instead.
    """

    kind: ClassVar[str] = "contract_link"
    title: ClassVar[str] = "契約をつなぐ手続き"
    VERSION: ClassVar[int] = 1
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    contract: str
    name: str
    birthdate: str
    corporate_number: str
    email: str
    agreed_digest: str

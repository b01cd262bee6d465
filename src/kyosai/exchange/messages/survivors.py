"""ご遺族のメッセージ — that somebody has died, and who claims the benefit with what papers."""

from dataclasses import dataclass
from typing import ClassVar, Literal

KinKey = Literal[
    "spouse",
    "child",
    "adoptive_parent",
    "parent",
    "grandchild",
    "grandparent_adoptive_by_adoptive",
    "grandparent_by_adoptive",
    "grandparent_adoptive",
    "grandparent",
    "sibling",
    "great_grandchild",
    "child_of_sibling",
    "other_relative",
]


@dataclass(frozen=True)
class DeathNotice:
    """死亡の知らせ — from somebody nobody has signed in: a letter with a code goes to them."""

    kind: ClassVar[str] = "death_notice"
    title: ClassVar[str] = "ご逝去の知らせ"
    VERSION: ClassVar[int] = 1
    received_at: str
    receipt: str
    contract: str
    deceased_kana: str
    deceased_birthdate: str
    died_on: str
    name: str
    kana: str
    address: str
    phone: str
    kin: KinKey


@dataclass(frozen=True)
class RelativeTold:
    """A relative alive at the death; ``key`` tells them apart."""

    key: str
    name: str
    kana: str
    birthdate: str
    address: str
    kin: KinKey
    was_supported: bool


@dataclass(frozen=True)
class PayeeTold:
    """The account of one who receives."""

    key: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: Literal["ordinary", "current"]
    account_number: str
    holder_kana: str


@dataclass(frozen=True)
class DeathClaim:
    """遺族の請求 — the relatives, who receives for all of the first rank, and the papers.

    ``agent`` is empty where each receives their own share.
    """

    kind: ClassVar[str] = "death_claim"
    title: ClassVar[str] = "ご遺族の請求"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    room: str
    code_digest: str
    relatives: tuple[RelativeTold, ...]
    agent: str
    payees: tuple[PayeeTold, ...]
    attachments: tuple[str, ...]

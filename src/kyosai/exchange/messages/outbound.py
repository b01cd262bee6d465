"""送信メッセージ — what the core may say to the portal: a status word, a view, a digest, counts.

An answer rests in the internet zone for a year, and a digest for ever, so they hold no name,
number of a person's or amount.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

Status = Literal[
    "taken",
    "accepted",
    "at_desk",
    "refused",
    "account_changed",
    "amended",
    "awarded",
    "can_withdraw",
    "withdrawn",
    "lent",
    "sent_to_bank",
    "kept",
    "noted",
    "code_unknown",
    "failed",
    "linked",
    "not_linked",
    "to_fix",
    "to_sign",
    "promised",
    "slot_gone",
]


@dataclass(frozen=True)
class Answer:
    """回答 — how far the filing with this receipt has come."""

    kind: ClassVar[str] = "answer"
    VERSION: ClassVar[int] = 1
    to: str
    receipt: str
    status: Status
    at: str


@dataclass(frozen=True)
class View:
    """表示 — what a person may see, sealed to their session and signed by the core."""

    kind: ClassVar[str] = "view"
    VERSION: ClassVar[int] = 1
    to: str
    sealed: str  # base64
    signature: str  # base64


@dataclass(frozen=True)
class JournalHead:
    """仕訳帳の要約値 — how the chain of the journal's seals ends, for others to keep."""

    kind: ClassVar[str] = "journal_head"
    VERSION: ClassVar[int] = 1
    number: int
    digest: str
    at: str


@dataclass(frozen=True)
class PublicPage:
    """公開の表 — counts anybody may read, laid out anew each day; the newest is shown."""

    kind: ClassVar[str] = "public_page"
    VERSION: ClassVar[int] = 1
    name: Literal["scorecard"]
    at: str
    content: str  # canonical JSON


Outbound = Answer | View | JournalHead | PublicPage
OUTBOUND: dict[str, type[Outbound]] = {
    message.kind: message for message in (Answer, View, JournalHead, PublicPage)
}

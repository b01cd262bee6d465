"""折り返しのメッセージ — a person chooses a half hour in which we call them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class CallBackWish:
    """折り返しの予約 — a half hour of the list, and what it is about; the number is on record."""

    kind: ClassVar[str] = "call_back"
    title: ClassVar[str] = "折り返しの電話の予約"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    starts_at: str
    topic: str

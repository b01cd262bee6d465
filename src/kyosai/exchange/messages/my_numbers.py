"""個人番号のメッセージ — a number sealed to the vault; neither zone can read it on its way."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class MyNumber:
    """マイナンバーの届け出 — ``sealed`` holds owner and number, for the vault's key alone."""

    kind: ClassVar[str] = "my_number"
    title: ClassVar[str] = "マイナンバーの届け出"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    sealed: str  # base64

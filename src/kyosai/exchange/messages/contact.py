"""連絡先のメッセージ — a person says where they can be reached, and how they want to be told."""

from dataclasses import dataclass
from typing import ClassVar, Literal

Way = Literal["electronic", "paper"]


@dataclass(frozen=True)
class ContactChange:
    """連絡先の変更 — all of it as it is from now on.

    ``terms_version`` is the text about electronic delivery that was on the page.
    """

    kind: ClassVar[str] = "contact_change"
    title: ClassVar[str] = "連絡先の変更"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    address: str
    email: str
    phone: str
    way: Way
    terms_version: str

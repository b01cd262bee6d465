"""にせの郵便 — for unit tests: keeps every letter."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Letter(NamedTuple):
    """One letter as it was asked for."""

    to: str
    subject: str
    body: str
    key: str


@dataclass
class FakeMail:
    """Delivers nothing; raises what it is told to raise."""

    sent: list[Letter] = field(default_factory=list)
    failure: Exception | None = None

    def send(self, to: str, subject: str, body: str, key: str) -> None:
        """Keep the letter."""
        if self.failure is not None:
            raise self.failure
        self.sent.append(Letter(to, subject, body, key))

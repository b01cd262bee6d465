"""にせのファイル受付 — for unit tests: takes every file, offers what was laid down."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kyosai.basis import fingerprint
from kyosai.wires.bank.desk import HandedInBefore
from kyosai.wires.failure import Rejected, Unreachable


@dataclass
class FakeDesk:
    """A desk in memory; ``is_closed`` makes it unreachable, ``refusal`` makes it refuse."""

    taken: dict[str, bytes] = field(default_factory=dict)
    offered: dict[str, bytes] = field(default_factory=dict)
    stated: dict[str, bytes] = field(default_factory=dict)
    is_closed: bool = False
    refusal: Rejected | None = None
    account_check: str = "0"

    def hand_over(self, content: bytes, *, name: str, digest: str) -> dict[str, Any]:
        """Take a file; the same again gets the same receipt."""
        self._answer()
        if self.taken.setdefault(name, content) != content:
            raise HandedInBefore(name, status=409)
        return {"receipt": f"B-{name}", "name": name, "digest": fingerprint.digest(content)}

    def hand_over_transfers(self, content: bytes, *, name: str, digest: str) -> dict[str, Any]:
        """Take a file of payments; the same again gets the same receipt."""
        return self.hand_over(content, name=name, digest=digest)

    def pay(self, content: bytes, *, number: str, digest: str) -> dict[str, Any]:
        """Pay one account; the same again gets the same receipt."""
        return self.hand_over(content, name=number, digest=digest)

    def check_account(self, content: bytes) -> str:
        """Return what was laid down about accounts."""
        self._answer()
        return self.account_check

    def results(self, since: datetime | None = None) -> list[str]:
        """Return the names of everything laid down."""
        self._answer()
        return list(self.offered)

    def fetch(self, name: str) -> bytes:
        """Return the bytes of one result."""
        self._answer()
        if name not in self.offered:
            raise Rejected(f"{name} is unknown", status=404)
        return self.offered[name]

    def statements(self, since: datetime | None = None) -> list[str]:
        """Return the names of every statement laid down."""
        self._answer()
        return list(self.stated)

    def fetch_statement(self, name: str) -> bytes:
        """Return the bytes of one statement."""
        self._answer()
        if name not in self.stated:
            raise Rejected(f"{name} is unknown", status=404)
        return self.stated[name]

    def _answer(self) -> None:
        if self.is_closed:
            raise Unreachable("the desk is closed")
        if self.refusal is not None:
            raise self.refusal
